package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.domain.Invite;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InviteLinksTest {
  private final World world = new World();
  private final UserId ann = world.user("ann");
  private final UserId bob = world.user("bob");
  private final UserId cid = world.user("cid");
  private final ConversationId group = world.group(ann, bob);

  @Test
  void admitsTheHolderFromTheOwnJoinOn() {
    world.send(ann, group);
    String token = world.links.create(ann, group, null, null).token().value();

    assertThat(world.accept.accept(cid, token).isNew()).isTrue();
    assertThat(world.accept.accept(cid, token).isNew()).isFalse();

    assertThat(world.conversations.accessOf(cid, group).visibility().from()).isEqualTo(2);
    assertThat(world.links.list(ann, group)).extracting(Invite::usesLeft).containsExactly(99);
  }

  @Test
  void keepsNoSecret() {
    InviteLinks.Issued issued = world.links.create(ann, group, null, null);

    assertThat(issued.invite().secretHash()).doesNotContain(issued.token().secret());
    assertThat(issued.token()).hasToString(issued.invite().id() + ".…");
    assertStatus(404, () -> world.accept.accept(cid, issued.invite().id() + ".guess"));
    assertStatus(404, () -> world.accept.accept(cid, issued.invite().id()));
    assertStatus(404, () -> world.accept.accept(cid, "x." + issued.token().secret()));
  }

  @Test
  void isUsedUp() {
    String token = world.links.create(ann, group, null, 1).token().value();

    world.accept.accept(cid, token);
    assertStatus(409, () -> world.accept.accept(world.user("dan"), token));
    assertThat(world.accept.accept(bob, token).isNew()).isFalse();
  }

  @Test
  void givesTheUseBackWhenTheGroupIsFull() {
    world.enter.add(ann, group, world.user("x"), MemberRole.MEMBER);
    world.enter.add(ann, group, world.user("y"), MemberRole.MEMBER);
    world.enter.add(ann, group, world.user("z"), MemberRole.MEMBER);
    String token = world.links.create(ann, group, null, 1).token().value();

    assertStatus(409, () -> world.accept.accept(cid, token));
    world.exit.remove(ann, group, bob);
    assertThat(world.accept.accept(cid, token).isNew()).isTrue();
  }

  @Test
  void isRevoked() {
    InviteLinks.Issued issued = world.links.create(ann, group, null, null);

    world.links.revoke(ann, group, issued.invite().id());

    assertStatus(404, () -> world.accept.accept(cid, issued.token().value()));
    assertStatus(404, () -> world.links.revoke(ann, group, issued.invite().id()));
    assertThat(world.audit.of(group))
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder("invite.revoked", "invite.created", "conversation.created");
  }

  @Test
  void belongsToTheAdminsOfAGroup() {
    InviteLinks.Issued issued = world.links.create(ann, group, null, null);

    assertStatus(403, () -> world.links.create(bob, group, null, null));
    assertStatus(403, () -> world.links.list(bob, group));
    assertStatus(404, () -> world.links.list(cid, group));
    assertStatus(409, () -> world.links.create(ann, world.channel(ann), null, null));
    assertStatus(409, () -> world.links.create(ann, world.privateOf(ann, bob), null, null));
    assertStatus(404, () -> world.links.revoke(cid, world.group(cid), issued.invite().id()));
  }

  @Test
  void refusesImpossibleLimits() {
    assertStatus(422, () -> world.links.create(ann, group, World.NOW, null));
    assertStatus(
        422, () -> world.links.create(ann, group, World.NOW.plus(Duration.ofDays(366)), null));
    assertStatus(422, () -> world.links.create(ann, group, null, 0));
    assertStatus(422, () -> world.links.create(ann, group, null, 10_001));
  }

  @Test
  void countsOnlyLinksThatStillWork() {
    for (int i = 0; i < 3; i++) {
      world.links.create(ann, group, null, null);
    }
    assertStatus(409, () -> world.links.create(ann, group, null, null));
    world.links.revoke(ann, group, world.links.list(ann, group).getFirst().id());
    assertThat(world.links.create(ann, group, null, null)).isNotNull();
  }

  private static void assertStatus(int status, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.type().status()).isEqualTo(status));
  }
}
