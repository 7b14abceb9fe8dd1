package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationLog.LogHead;
import com.paidhr.messenger.conversations.ConversationPreviews;
import com.paidhr.messenger.conversations.ConversationPreviews.Newest;
import com.paidhr.messenger.conversations.ConversationPreviews.Preview;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.conversations.domain.AccessRule;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Shows users their conversations and the channels of the organization. */
@ApplicationScoped
public class BrowseConversations {
  private final ConversationStore conversations;
  private final MemberStore members;
  private final MemberLookup lookup;
  private final ConversationPreviews previews;
  private final TextMatch text;
  private final Clock clock;

  /**
   * A conversation as one user sees it in a list.
   *
   * @param member the user's membership, null for one who only reads a channel
   */
  public record Overview(
      Conversation conversation, Access access, @Nullable Member member, Preview preview) {}

  private record Own(Conversation conversation, @Nullable Member member, Access access) {}

  private record Ranked(Own own, Instant activity) {
    static final Comparator<Ranked> NEWEST_FIRST =
        Comparator.comparing(Ranked::activity)
            .reversed()
            .thenComparing(ranked -> ranked.own.conversation().id());

    String position() {
      return activity.toEpochMilli() + ":" + own.conversation().id();
    }

    boolean isBehind(Position position) {
      long millis = activity.toEpochMilli();
      return millis < position.millis()
          || (millis == position.millis() && own.conversation().id().compareTo(position.id()) > 0);
    }
  }

  private record Position(long millis, ConversationId id) {
    static Position parse(String text) {
      String[] parts = text.split(":", 2);
      return new Position(Long.parseLong(parts[0]), new ConversationId(parts[1]));
    }
  }

  @Inject
  BrowseConversations(
      ConversationStore conversations,
      MemberStore members,
      MemberLookup lookup,
      ConversationPreviews previews,
      TextMatch text,
      Clock clock) {
    this.conversations = conversations;
    this.members = members;
    this.lookup = lookup;
    this.previews = previews;
    this.text = text;
    this.clock = clock;
  }

  /**
   * The user's own conversations, newest activity first. One that becomes active between two pages
   * moves to the front: it is missing from later pages, never there twice.
   *
   * @param type only of this type, or null
   * @param query part of the name, or of the other user's name in a private one; null for all
   */
  public Page<Overview> mine(
      UserId user, @Nullable ConversationType type, @Nullable String query, PageRequest page) {
    List<Member> stored = members.ofUser(user);
    Optional<Position> after = page.after(Position::parse);
    Set<ConversationId> asked = new HashSet<>();
    stored.stream()
        .filter(member -> type == null || member.type() == type)
        .forEach(member -> asked.add(member.conversation()));
    Instant before = after.map(position -> Instant.ofEpochMilli(position.millis())).orElse(null);
    Newest newest;
    List<Own> own;
    boolean met;
    do { // the messages first, then the right to see them; again for one who is just joining
      newest = previews.newest(asked, before, page.limit() + 1);
      own = own(user, stored, type);
      met = asked.addAll(own.stream().map(one -> one.conversation().id()).toList());
    } while (met);
    if (query != null) {
      Predicate<Conversation> matches =
          text.matcher(user, query, own.stream().map(Own::conversation).toList());
      own.removeIf(one -> !matches.test(one.conversation()));
    }
    Page<Ranked> ranked =
        Page.ofSurplus(
            rank(own, newest, after, page.limit() + 1), page.limit(), r -> encoded(r.position()));
    List<Own> shown = ranked.items().stream().map(Ranked::own).toList();
    return new Page<>(overviews(user, newest, shown), ranked.next());
  }

  private List<Own> own(UserId user, List<Member> stored, @Nullable ConversationType type) {
    Instant now = clock.instant();
    List<Own> own = new ArrayList<>();
    lookup
        .ofUser(user, stored)
        .forEach((conversation, member) -> {
          if (type == null || conversation.type() == type) {
            AccessRule.access(conversation, member, user, now)
                .ifPresent(access -> own.add(new Own(conversation, member, access)));
          }
        });
    return own;
  }

  private static List<Ranked> rank(
      List<Own> own, Newest newest, Optional<Position> after, int limit) {
    return own.stream()
        .map(one -> new Ranked(one, activity(one.conversation(), newest)))
        .filter(ranked -> after.isEmpty() || ranked.isBehind(after.get()))
        .sorted(Ranked.NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  private static Instant activity(Conversation conversation, Newest newest) {
    LogHead head = newest.of(conversation.id());
    Instant last = head == null ? null : head.lastActivityAt();
    return last == null ? conversation.createdAt() : last;
  }

  private static String encoded(String position) {
    return PageRequest.encode(position);
  }

  private List<Overview> overviews(UserId user, Newest newest, List<Own> own) {
    return own.isEmpty()
        ? List.of()
        : overviews(own, previews.previews(user, newest, visible(own)));
  }

  private List<Overview> overviews(UserId user, List<Own> own) {
    return own.isEmpty() ? List.of() : overviews(own, previews.previews(user, visible(own)));
  }

  private static List<Visibility> visible(List<Own> own) {
    return own.stream().map(one -> one.access().visibility()).toList();
  }

  private static List<Overview> overviews(List<Own> own, Map<ConversationId, Preview> shown) {
    return own.stream()
        .map(one ->
            new Overview(
                one.conversation(),
                one.access(),
                one.access().isMember() ? one.member() : null,
                shown.getOrDefault(one.conversation().id(), new Preview(0, null, 0, null))))
        .toList();
  }

  /** Channels that are not archived, in the order of their making. */
  public Page<Overview> channels(UserId user, @Nullable String query, PageRequest page) {
    ConversationId after = page.after(ConversationId::new).orElse(null);
    Page<Conversation> found =
        Page.ofSurplus(
            conversations.channels(query, after, page.limit() + 1),
            page.limit(),
            channel -> PageRequest.encode(channel.id().value()));
    Map<ConversationId, Conversation> byId = new HashMap<>();
    found.items().forEach(channel -> byId.put(channel.id(), channel));
    Map<ConversationId, Member> own = members.findAll(user, byId.keySet());
    List<Own> shown = new ArrayList<>();
    for (Conversation channel : found.items()) {
      shown.add(asSeen(channel, own.get(channel.id()), user));
    }
    return new Page<>(overviews(user, shown), found.next());
  }

  private Own asSeen(Conversation conversation, @Nullable Member stored, UserId user) {
    Member seen = lookup.seen(conversation, stored, user);
    Access access =
        AccessRule.access(conversation, seen, user, clock.instant())
            .orElseThrow(() -> DomainException.notFound("conversation", conversation.id()));
    return new Own(conversation, seen, access);
  }

  /**
   * One conversation.
   *
   * @throws DomainException with status 404 when the user may not know it
   */
  public Overview one(UserId user, ConversationId id) {
    Newest newest = previews.newest(Set.of(id), null, 1);
    Conversation conversation = conversations.find(id).orElseThrow(() -> lookup.unknown(id, user));
    Member stored = members.find(id, user).orElse(null);
    return overviews(user, newest, List.of(asSeen(conversation, stored, user))).getFirst();
  }
}
