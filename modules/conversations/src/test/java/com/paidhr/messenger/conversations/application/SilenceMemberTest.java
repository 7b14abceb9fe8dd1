package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.application.SilenceMember.Asking;
import com.paidhr.messenger.conversations.domain.AccessRule;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SilenceMemberTest {
  private static final Instant UNTIL = World.NOW.plus(Duration.ofHours(1));

  private final World world = new World();
  private final UserId owner = world.user("owner");
  private final UserId ann = world.user("ann");
  private final UserId bob = world.user("bob");
  private final ConversationId group = world.group(owner, ann, bob);

  @Test
  void refusesWhatTheMemberWritesUntilThen() {
    world.silence.silence(as(owner), group, bob, UNTIL);

    assertThat(world.send(bob, group)).isZero();
    assertThat(world.send(ann, group)).isPositive();
    DomainException refusal =
        refusal(() -> world.conversations.accessOf(bob, group).requireWrite());
    assertThat(refusal.type()).isEqualTo(ProblemType.SILENCED);
    assertThat(refusal.until()).contains(UNTIL);
    assertThat(mayWriteAt(UNTIL.minusMillis(1))).isFalse();
    assertThat(mayWriteAt(UNTIL)).isTrue();
  }

  private boolean mayWriteAt(Instant now) {
    return AccessRule.access(
            world.conversationStore.find(group).orElseThrow(),
            world.memberStore.find(group, bob).orElseThrow(),
            bob,
            now)
        .orElseThrow()
        .mayWrite();
  }

  @Test
  void endsWhenItIsLifted() {
    world.silence.silence(as(owner), group, bob, UNTIL);
    world.silence.silence(as(owner), group, bob, UNTIL.plusSeconds(60));
    world.silence.lift(as(owner), group, bob);
    world.silence.lift(as(owner), group, bob);

    assertThat(world.send(bob, group)).isPositive();
    assertThat(world.audit.of(group))
        .extracting(AuditEntry::action)
        .containsOnlyOnce("member.unsilenced")
        .filteredOn("member.silenced"::equals)
        .hasSize(2);
  }

  @Test
  void outlivesLeavingAndJoiningAgain() {
    world.silence.silence(as(owner), group, bob, UNTIL);
    world.exit.remove(bob, group, bob);
    world.enter.add(owner, group, bob, MemberRole.MEMBER);
    world.assign.assign(owner, group, bob, MemberRole.ADMIN);

    assertThat(world.send(bob, group)).isZero();
    assertThat(refusal(() -> world.silence.lift(as(bob), group, bob)).type())
        .isEqualTo(ProblemType.CONFLICT);
  }

  @Test
  void keepsTheRoleOfWhoIsSilenced() {
    world.assign.assign(owner, group, ann, MemberRole.OWNER);

    world.silence.silence(as(owner), group, ann, UNTIL);

    assertThat(world.memberStore.find(group, ann).orElseThrow().role()).isEqualTo(MemberRole.OWNER);
    assertThat(world.conversationStore.find(group).orElseThrow().owners())
        .containsExactly(owner, ann);
  }

  @Test
  void isForAdminsOfOwnersForOwnersAndForModerators() {
    UserId eve = world.user("eve");
    world.assign.assign(owner, group, ann, MemberRole.ADMIN);

    assertThat(status(as(bob), ann)).isEqualTo(403);
    assertThat(status(as(eve), bob)).isEqualTo(404);
    assertThat(status(as(ann), owner)).isEqualTo(403);
    assertThat(status(as(ann), eve)).isEqualTo(404);
    assertThat(status(as(ann), ann)).isEqualTo(409);
    assertThat(status(as(ann), bob)).isEqualTo(204);
    assertThat(status(new Asking(eve, true), owner)).isEqualTo(204);
  }

  @Test
  void isNotForPrivateConversations() {
    ConversationId pair = world.privateOf(ann, bob);
    Asking moderator = new Asking(world.user("eve"), true);

    assertThat(refusal(() -> world.silence.silence(as(ann), pair, bob, UNTIL)).type())
        .isEqualTo(ProblemType.CONFLICT);
    assertThat(refusal(() -> world.silence.silence(moderator, pair, bob, UNTIL)).type())
        .isEqualTo(ProblemType.NOT_FOUND);
  }

  @Test
  void needsATimeAheadWithinAYear() {
    assertThat(refusalOf(null)).isEqualTo(ProblemType.INVALID_CONTENT);
    assertThat(refusalOf(World.NOW)).isEqualTo(ProblemType.INVALID_CONTENT);
    assertThat(refusalOf(World.NOW.plus(Duration.ofDays(367))))
        .isEqualTo(ProblemType.INVALID_CONTENT);
  }

  private ProblemType refusalOf(@Nullable Instant until) {
    return refusal(() -> world.silence.silence(as(owner), group, bob, until)).type();
  }

  private int status(Asking actor, UserId user) {
    try {
      world.silence.silence(actor, group, user, UNTIL);
      return 204;
    } catch (DomainException e) {
      return e.type().status();
    }
  }

  private static Asking as(UserId user) {
    return new Asking(user, false);
  }

  private static DomainException refusal(Runnable attempt) {
    return catchThrowableOfType(DomainException.class, attempt::run);
  }
}
