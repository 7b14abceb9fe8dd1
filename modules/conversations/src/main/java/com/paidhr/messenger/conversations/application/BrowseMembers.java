package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationPreviews;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.MemberConfigured;
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
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows who the members are, and keeps a member's own flags. */
@ApplicationScoped
public class BrowseMembers {
  private final Conversations access;
  private final ConversationStore conversations;
  private final MemberStore members;
  private final MemberLookup lookup;
  private final ConversationPreviews previews;
  private final Clock clock;
  private final Event<MemberConfigured> configured;

  /**
   * A member as another one sees them.
   *
   * @param readUpTo up to which seq they have read without a gap; null when nothing, or when the
   *     reader may not know
   */
  public record Shown(Member member, @Nullable Long readUpTo) {}

  @Inject
  BrowseMembers(
      Conversations access,
      ConversationStore conversations,
      MemberStore members,
      MemberLookup lookup,
      ConversationPreviews previews,
      Clock clock,
      Event<MemberConfigured> configured) {
    this.access = access;
    this.conversations = conversations;
    this.members = members;
    this.lookup = lookup;
    this.previews = previews;
    this.clock = clock;
    this.configured = configured;
  }

  /**
   * The members in the order of their ids.
   *
   * @throws DomainException with status 404 when the reader may not know the conversation
   */
  public Page<Shown> page(UserId reader, ConversationId id, PageRequest page) {
    Access allowed = access.accessOf(reader, id);
    UserId after = page.after(UserId::new).orElse(null);
    Page<Member> found =
        Page.ofSurplus(
            lookup.page(conversation(id), after, page.limit() + 1),
            page.limit(),
            member -> PageRequest.encode(member.user().value()));
    Map<UserId, Long> read =
        previews.readUpTo(reader, allowed, found.items().stream().map(Member::user).toList());
    Instant now = clock.instant();
    return found.map(member -> new Shown(member.asOf(now), read.get(member.user())));
  }

  /**
   * One member.
   *
   * @throws DomainException with status 404 when the reader may not know the conversation, or the
   *     user is not a member of it
   */
  public Shown one(UserId reader, ConversationId id, UserId user) {
    Access allowed = access.accessOf(reader, id);
    Member member =
        lookup
            .find(conversation(id), user)
            .filter(Member::current)
            .orElseThrow(() -> DomainException.notFound("member", user));
    return new Shown(
        member.asOf(clock.instant()), previews.readUpTo(reader, allowed, List.of(user)).get(user));
  }

  /**
   * Sets the member's own flags; null leaves one as it is.
   *
   * @throws DomainException with status 404 for one who is not a member
   */
  public void configure(
      UserId user, ConversationId id, @Nullable Boolean muted, @Nullable Boolean pinned) {
    access.accessOf(user, id);
    if (!members.configure(id, user, muted, pinned)) {
      throw DomainException.notFound("member", user);
    }
    configured.fire(new MemberConfigured(clock.instant(), id, user));
  }

  private Conversation conversation(ConversationId id) {
    return conversations.find(id).orElseThrow(() -> DomainException.notFound("conversation", id));
  }
}
