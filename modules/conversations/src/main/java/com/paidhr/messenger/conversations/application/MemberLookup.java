package com.paidhr.messenger.conversations.application;

import static java.util.Objects.requireNonNull;

import com.paidhr.messenger.conversations.ConversationLog;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.Transition;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Memberships as they are in truth: as stored, with the conversation's unfinished change applied.
 * Never writes, so a change that nobody finishes is seen all the same. What this node read before
 * under the same version of the conversation is not read again; its flags may then be old.
 *
 * <p>The conversation must have been read before: a change that is decided later shows in the
 * membership or not at all.
 */
@ApplicationScoped
public class MemberLookup {
  private final MemberStore members;
  private final ConversationStore conversations;
  private final ConversationLog log;
  private final KnownMembers known = new KnownMembers();

  @Inject
  MemberLookup(MemberStore members, ConversationStore conversations, ConversationLog log) {
    this.conversations = conversations;
    this.members = members;
    this.log = log;
  }

  /**
   * What is known of the user in the conversation. That somebody is a stranger to a group or a
   * private conversation is asked anew each time, so that it costs what {@link #unknown} does.
   */
  public Optional<Member> find(Conversation conversation, UserId user) {
    Optional<Member> kept = known.find(conversation, user);
    if (kept == null) {
      kept = members.find(conversation.id(), user);
      if (kept.isPresent() || conversation.type() == ConversationType.CHANNEL) {
        known.keep(conversation, user, kept.orElse(null));
      }
    }
    return Optional.ofNullable(seen(conversation, kept.orElse(null), user));
  }

  /**
   * Refuses a conversation that does not exist, after the same questions to the store as one that
   * the user may not know: the time tells no stranger which ids exist.
   */
  DomainException unknown(ConversationId id, UserId user) {
    Optional<Member> _ = members.find(id, user);
    return DomainException.notFound("conversation", id);
  }

  /** The conversations that the user is or was a member of. */
  List<ConversationId> everIn(UserId user) {
    return members.everIn(user);
  }

  /** Present members among the users. */
  public Map<UserId, Member> findAll(Conversation conversation, Collection<UserId> users) {
    Map<UserId, Optional<Member>> stored = new HashMap<>();
    List<UserId> unknown = new ArrayList<>();
    for (UserId user : users) {
      Optional<Member> kept = known.find(conversation, user);
      if (kept == null) {
        unknown.add(user);
      } else {
        stored.put(user, kept);
      }
    }
    if (!unknown.isEmpty()) {
      Map<UserId, Member> read = members.findAll(conversation.id(), unknown);
      for (UserId user : unknown) {
        stored.put(user, Optional.ofNullable(read.get(user)));
        known.keep(conversation, user, read.get(user));
      }
    }
    Map<UserId, Member> present = new HashMap<>();
    stored.forEach((user, found) -> {
      Member member = seen(conversation, found.orElse(null), user);
      if (member != null && member.current()) {
        present.put(user, member);
      }
    });
    return present;
  }

  /**
   * What is known of the user in each of the conversations; those without anything are left out.
   */
  public Map<ConversationId, Member> findAll(UserId user, Collection<Conversation> conversations) {
    Map<ConversationId, Optional<Member>> stored = new HashMap<>();
    Map<ConversationId, Conversation> unknown = new HashMap<>();
    for (Conversation conversation : conversations) {
      Optional<Member> kept = known.find(conversation, user);
      if (kept == null) {
        unknown.put(conversation.id(), conversation);
      } else {
        stored.put(conversation.id(), kept);
      }
    }
    if (!unknown.isEmpty()) {
      Map<ConversationId, Member> read = members.findAll(user, unknown.keySet());
      unknown.forEach((id, conversation) -> {
        stored.put(id, Optional.ofNullable(read.get(id)));
        known.keep(conversation, user, read.get(id));
      });
    }
    Map<ConversationId, Member> found = new HashMap<>();
    for (Conversation conversation : conversations) {
      Optional<Member> kept = stored.getOrDefault(conversation.id(), Optional.empty());
      Member member = seen(conversation, kept.orElse(null), user);
      if (member != null) {
        found.put(conversation.id(), member);
      }
    }
    return found;
  }

  /**
   * What is stored of several users, each asked for conversations of their own, in one round trip
   * where this node does not know all of it.
   *
   * @param found those of the conversations that there are
   */
  Map<UserId, Map<ConversationId, Optional<Member>>> stored(
      Map<UserId, ? extends Collection<ConversationId>> asked,
      Map<ConversationId, Conversation> found) {
    Map<UserId, Map<ConversationId, Optional<Member>>> stored = new HashMap<>();
    Map<UserId, Set<ConversationId>> unknown = new HashMap<>();
    asked.forEach((user, ids) -> {
      Map<ConversationId, Optional<Member>> own = new HashMap<>();
      stored.put(user, own);
      for (ConversationId id : ids) {
        Conversation conversation = found.get(id);
        Optional<Member> kept = conversation == null ? null : known.find(conversation, user);
        if (kept != null) {
          own.put(id, kept);
        } else if (conversation != null) {
          unknown.computeIfAbsent(user, one -> new HashSet<>()).add(id);
        }
      }
    });
    if (!unknown.isEmpty()) {
      Map<UserId, Map<ConversationId, Member>> read = members.findAll(unknown);
      unknown.forEach((user, ids) -> {
        for (ConversationId id : ids) {
          Member member = read.getOrDefault(user, Map.of()).get(id);
          known.keep(requireNonNull(found.get(id)), user, member);
          requireNonNull(stored.get(user)).put(id, Optional.ofNullable(member));
        }
      });
    }
    return stored;
  }

  /** Present members by user id; fewer than {@code limit} only at the end. */
  public List<Member> page(Conversation conversation, @Nullable UserId after, int limit) {
    List<Member> everybody = everybody(conversation, after, limit);
    if (everybody != null) {
      return everybody.stream()
          .filter(member -> after == null || member.user().compareTo(after) > 0)
          .limit(limit)
          .toList();
    }
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

  /** All present members of a small conversation; null where pages must be read. */
  private @Nullable List<Member> everybody(
      Conversation conversation, @Nullable UserId after, int limit) {
    List<Member> kept = known.everybody(conversation);
    boolean isFirst = after == null && limit > 0;
    if (kept != null || !isFirst || conversation.members() > KnownMembers.WHOLE) {
      return kept;
    }
    List<Member> present = members.page(conversation.id(), null, KnownMembers.WHOLE + 1);
    known.keepEverybody(conversation, present);
    return known.everybody(conversation);
  }

  /**
   * Present memberships of the user, each with its conversation, in the order of conversation ids,
   * in two round trips where this node knows the memberships, else three. The conversations are
   * read between the two readings of memberships.
   */
  public Map<Conversation, Member> ofUser(UserId user) {
    return ofUser(user, members.ofUser(user));
  }

  /** The same, with what is stored of the user read before. */
  Map<Conversation, Member> ofUser(UserId user, List<Member> stored) {
    Map<ConversationId, Conversation> found =
        new TreeMap<>(
            conversations.findAllOrChanging(
                stored.stream().map(Member::conversation).toList(), user));
    Map<ConversationId, Member> fresh = new HashMap<>();
    stored.forEach(member -> fresh.put(member.conversation(), member));
    Map<ConversationId, Member> own = findAll(user, found.values());
    Map<Conversation, Member> present = new LinkedHashMap<>();
    found.forEach((id, conversation) -> {
      Member member = own.get(id);
      if (member != null && member.current()) {
        Member read = fresh.get(id);
        present.put(conversation, read != null && read.epoch() == member.epoch() ? read : member);
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
