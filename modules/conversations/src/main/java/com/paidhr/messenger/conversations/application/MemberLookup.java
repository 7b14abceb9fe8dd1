package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationLog;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.Transition;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Memberships as they are in truth: as stored, with the conversation's unfinished change applied.
 * Never writes, so a change that nobody finishes is seen all the same.
 *
 * <p>The conversation must have been read before: a change that is decided later shows in the
 * membership or not at all.
 */
@ApplicationScoped
public class MemberLookup {
  private final MemberStore members;
  private final ConversationStore conversations;
  private final ConversationLog log;

  @Inject
  MemberLookup(MemberStore members, ConversationStore conversations, ConversationLog log) {
    this.conversations = conversations;
    this.members = members;
    this.log = log;
  }

  /** What is known of the user in the conversation. */
  public Optional<Member> find(Conversation conversation, UserId user) {
    return Optional.ofNullable(
        seen(conversation, members.find(conversation.id(), user).orElse(null), user));
  }

  /** Present members among the users. */
  public Map<UserId, Member> findAll(Conversation conversation, Collection<UserId> users) {
    Map<UserId, Member> stored = members.findAll(conversation.id(), users);
    Map<UserId, Member> present = new HashMap<>();
    for (UserId user : users) {
      Member member = seen(conversation, stored.get(user), user);
      if (member != null && member.current()) {
        present.put(user, member);
      }
    }
    return present;
  }

  /** Present members by user id; fewer than {@code limit} only at the end. */
  public List<Member> page(Conversation conversation, @Nullable UserId after, int limit) {
    Change change = conversation.change();
    UserId target = change == null ? null : change.target();
    if (target == null) {
      return members.page(conversation.id(), after, limit);
    }
    List<Member> page = new ArrayList<>(members.page(conversation.id(), after, limit + 1));
    boolean last = page.size() <= limit;
    boolean inRange =
        (after == null || target.compareTo(after) > 0)
            && (last || target.compareTo(page.getLast().user()) <= 0);
    if (inRange) {
      page.removeIf(member -> member.user().equals(target));
      find(conversation, target).filter(Member::current).ifPresent(page::add);
      page.sort(Comparator.comparing(Member::user));
    }
    return List.copyOf(page.subList(0, Math.min(limit, page.size())));
  }

  /**
   * Present memberships of the user, each with its conversation, in the order of conversation ids.
   * The conversations are read between the two readings of memberships.
   */
  public Map<Conversation, Member> ofUser(UserId user) {
    List<Member> stored = members.ofUser(user);
    Map<ConversationId, Conversation> found = new TreeMap<>();
    conversations.changing(user).forEach(one -> found.put(one.id(), one));
    found.putAll(conversations.findAll(stored.stream().map(Member::conversation).toList()));
    Map<ConversationId, Member> own = members.findAll(user, found.keySet());
    Map<Conversation, Member> present = new LinkedHashMap<>();
    found.forEach((id, conversation) -> {
      Member member = seen(conversation, own.get(id), user);
      if (member != null && member.current()) {
        present.put(conversation, member);
      }
    });
    return present;
  }

  /** The membership with the conversation's unfinished change applied. */
  @Nullable Member seen(Conversation conversation, @Nullable Member stored, UserId user) {
    Change change = conversation.change();
    if (change == null || !change.concerns(user)) {
      return stored;
    }
    OptionalLong seq =
        change.kind().enters() ? log.find(conversation.id(), change.key()) : OptionalLong.empty();
    return Transition.apply(conversation, change, stored, seq);
  }
}
