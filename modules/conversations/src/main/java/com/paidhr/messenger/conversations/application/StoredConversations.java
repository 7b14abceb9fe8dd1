package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Audience;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Membership;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.conversations.domain.AccessRule;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers who may see and write what from the store: the conversation is read for each question,
 * and the memberships only where this node does not know them as of the conversation's version.
 */
@ApplicationScoped
public class StoredConversations implements Conversations {
  private static final int MEMBERS_AT_ONCE = 200;
  private static final int ADDRESSEES_AT_ONCE = 1_000;

  private final ConversationStore conversations;
  private final MemberLookup lookup;
  private final Clock clock;

  @Inject
  StoredConversations(ConversationStore conversations, MemberLookup lookup, Clock clock) {
    this.conversations = conversations;
    this.lookup = lookup;
    this.clock = clock;
  }

  @Override
  public Access accessOf(UserId user, ConversationId id) {
    Conversation found = conversations.find(id).orElseThrow(() -> lookup.unknown(id, user));
    return AccessRule.access(found, lookup.find(found, user).orElse(null), user, clock.instant())
        .orElseThrow(() -> DomainException.notFound("conversation", id));
  }

  @Override
  public Map<UserId, Access> accessOf(Collection<UserId> users, ConversationId id) {
    Conversation conversation = conversations.find(id).orElse(null);
    if (conversation == null || users.isEmpty()) {
      return Map.of();
    }
    Map<UserId, Member> present = lookup.findAll(conversation, users);
    Instant now = clock.instant();
    Map<UserId, Access> allowed = new LinkedHashMap<>();
    for (UserId user : users) {
      AccessRule.access(conversation, present.get(user), user, now)
          .ifPresent(access -> allowed.put(user, access));
    }
    return allowed;
  }

  @Override
  public Map<ConversationId, Access> accessOf(UserId user, Collection<ConversationId> ids) {
    Map<ConversationId, Conversation> found = conversations.findAll(ids);
    Map<ConversationId, Member> own = lookup.findAll(user, found.values());
    Instant now = clock.instant();
    Map<ConversationId, Access> allowed = new LinkedHashMap<>();
    for (ConversationId id : ids) {
      Conversation conversation = found.get(id);
      if (conversation != null) {
        AccessRule.access(conversation, own.get(id), user, now)
            .ifPresent(access -> allowed.put(id, access));
      }
    }
    return allowed;
  }

  @Override
  public Map<UserId, Map<ConversationId, Access>> accessOf(
      Map<UserId, ? extends Collection<ConversationId>> asked) {
    Set<ConversationId> ids =
        asked.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
    Map<ConversationId, Conversation> found = conversations.findAll(ids);
    Map<UserId, Map<ConversationId, Optional<Member>>> stored = lookup.stored(asked, found);
    Instant now = clock.instant();
    Map<UserId, Map<ConversationId, Access>> allowed = new HashMap<>();
    asked.forEach((user, wanted) -> {
      Map<ConversationId, Optional<Member>> own = stored.getOrDefault(user, Map.of());
      Map<ConversationId, Access> mine = new HashMap<>();
      for (ConversationId id : wanted) {
        Conversation conversation = found.get(id);
        if (conversation != null) {
          Member kept = own.getOrDefault(id, Optional.empty()).orElse(null);
          AccessRule.access(conversation, lookup.seen(conversation, kept, user), user, now)
              .ifPresent(access -> mine.put(id, access));
        }
      }
      allowed.put(user, mine);
    });
    return allowed;
  }

  @Override
  public Page<Visibility> readableBy(UserId user, PageRequest page) {
    String position = page.after().orElse("m:");
    List<Visibility> readable = new ArrayList<>();
    List<String> positions = new ArrayList<>();
    if (position.startsWith("m:")) {
      for (Map.Entry<Conversation, Member> own : lookup.ofUser(user).entrySet()) {
        Conversation conversation = own.getKey();
        boolean further = conversation.id().value().compareTo(position.substring(2)) > 0;
        if (conversation.type() != ConversationType.CHANNEL && further) {
          readable.add(AccessRule.visibility(conversation, own.getValue(), user));
          positions.add("m:" + conversation.id().value());
        }
      }
      position = "c:";
    }
    if (readable.size() <= page.limit()) {
      ConversationId after =
          position.length() > 2 ? new ConversationId(position.substring(2)) : null;
      for (Visibility channel : channels(user, after, page.limit() + 1)) {
        readable.add(channel);
        positions.add("c:" + channel.conversation().value());
      }
    }
    if (readable.size() <= page.limit()) {
      return new Page<>(readable, null);
    }
    return new Page<>(
        List.copyOf(readable.subList(0, page.limit())),
        PageRequest.encode(positions.get(page.limit() - 1)));
  }

  private List<Visibility> channels(UserId user, @Nullable ConversationId after, int limit) {
    List<Conversation> channels = conversations.allChannels(after, limit);
    Map<ConversationId, Member> own = lookup.findAll(user, channels);
    return channels.stream()
        .map(channel -> AccessRule.visibility(channel, own.get(channel.id()), user))
        .toList();
  }

  @Override
  public Audience audienceOf(ConversationId id, long seq) {
    return (last, limit) ->
        conversations.find(id).map(found -> audience(found, seq, last, limit)).orElse(List.of());
  }

  private List<UserId> audience(
      Conversation conversation, long seq, @Nullable UserId last, int limit) {
    List<UserId> page = new ArrayList<>();
    UserId position = last;
    int atOnce = limit;
    while (page.size() < limit) {
      List<Member> present = lookup.page(conversation, position, atOnce);
      for (Member member : present) {
        if (member.since() <= seq && page.size() < limit) {
          page.add(member.user());
        }
      }
      if (present.size() < atOnce) {
        break;
      }
      position = present.getLast().user();
      atOnce = Math.max(limit, MEMBERS_AT_ONCE); // many here have joined later
    }
    return page;
  }

  @Override
  public Map<UserId, Long> addressees(ConversationId id, long seq) {
    Map<UserId, Long> since = new LinkedHashMap<>();
    UserId last = null;
    List<Member> page;
    do {
      Conversation conversation = conversations.find(id).orElse(null);
      page = conversation == null ? List.of() : lookup.page(conversation, last, ADDRESSEES_AT_ONCE);
      for (Member member : page) {
        if (member.since() <= seq) {
          since.put(member.user(), member.since());
        }
        last = member.user();
      }
    } while (page.size() == ADDRESSEES_AT_ONCE);
    return since;
  }

  @Override
  public List<Membership> memberships(UserId user) {
    return lookup.ofUser(user).entrySet().stream()
        .map(
            own -> shown(own.getValue(), AccessRule.visibility(own.getKey(), own.getValue(), user)))
        .toList();
  }

  @Override
  public List<ConversationId> everIn(UserId user) {
    return lookup.everIn(user);
  }

  private static Membership shown(Member member, Visibility visibility) {
    return new Membership(
        member.conversation(),
        member.user(),
        member.type(),
        member.role(),
        member.since(),
        visibility.from(),
        member.joinedAt(),
        member.epoch(),
        member.muted());
  }

  @Override
  public Visibility visibilityOf(UserId user, ConversationId id) {
    return conversations
        .find(id)
        .map(found -> AccessRule.visibility(found, lookup.find(found, user).orElse(null), user))
        .orElseGet(() -> Visibility.none(id, user, Visibility.Rule.NO_CONVERSATION));
  }
}
