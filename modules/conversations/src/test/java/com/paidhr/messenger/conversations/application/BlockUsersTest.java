package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.conversations.domain.Block;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violation;
import com.paidhr.messenger.shared.audit.AuditEntry;
import org.junit.jupiter.api.Test;

class BlockUsersTest {
  private final World world = new World();
  private final UserId ann = world.user("ann");
  private final UserId bob = world.user("bob");
  private final UserId cid = world.user("cid");

  @Test
  void neitherWritesInThePrivateConversationWhileTheBlockLasts() {
    ConversationId pair = world.privateOf(ann, bob);
    assertThat(world.send(bob, pair)).isPositive();

    world.blocks.block(ann, bob);

    assertThat(world.send(bob, pair)).isZero();
    assertThat(world.send(ann, pair)).isZero();
    assertThat(world.conversations.accessOf(bob, pair).writeRefusal())
        .isEqualTo("This user does not take messages from you");
    assertThat(world.conversations.accessOf(ann, pair).writeRefusal())
        .isEqualTo("You have blocked this user");
    assertThat(world.writersChanged.heard()).extracting("conversation").contains(pair);

    world.blocks.unblock(ann, bob);
    assertThat(world.send(bob, pair)).isPositive();
  }

  @Test
  void lastsUntilBothHaveTakenItBack() {
    ConversationId pair = world.privateOf(ann, bob);
    world.blocks.block(ann, bob);
    world.blocks.block(bob, ann);

    world.blocks.unblock(ann, bob);
    assertThat(world.send(ann, pair)).isZero();
    world.blocks.unblock(bob, ann);
    assertThat(world.send(ann, pair)).isPositive();
  }

  @Test
  void nobodyStartsOneNorPutsTheBlockerIntoAGroup() {
    world.blocks.block(ann, bob);

    assertThat(refusal(() -> world.privateOf(bob, ann)).type().status()).isEqualTo(403);
    assertThat(refusal(() -> world.privateOf(ann, bob)).type().status()).isEqualTo(403);
    assertThat(refusal(() -> world.group(bob, cid, ann)).violations())
        .extracting(Violation::pointer)
        .containsExactly("/memberIds/1");
    assertThat(world.group(ann, bob)).as("the blocker adds whom they like").isNotNull();

    world.blocks.unblock(ann, bob);
    assertThat(world.send(bob, world.privateOf(bob, ann))).isPositive();
  }

  @Test
  void changesNothingInGroups() {
    ConversationId group = world.group(cid, ann, bob);

    world.blocks.block(ann, bob);

    assertThat(world.send(bob, group)).isPositive();
  }

  @Test
  void isRepeatedWithoutHarmAndCompletesWhatBrokeOff() {
    ConversationId pair = world.privateOf(ann, bob);
    world.blockStore.add(new Block(ann, bob, World.NOW)); // as one whose node died then

    world.blocks.block(ann, bob);
    assertThat(world.send(bob, pair)).isZero();

    world.blockStore.remove(ann, bob);
    world.blocks.unblock(ann, bob);
    assertThat(world.send(bob, pair)).isPositive();
  }

  @Test
  void isBoundedAndForUsersThatThereAre() {
    for (int i = 0; i < 1_000; i++) {
      world.blockStore.add(new Block(ann, new UserId("user" + i), World.NOW));
    }

    assertThat(refusal(() -> world.blocks.block(ann, bob)).type().status()).isEqualTo(409);
    assertThat(world.blockStore.count(ann)).isEqualTo(1_000);
    assertThat(refusal(() -> world.blocks.block(bob, bob)).type().status()).isEqualTo(409);
    assertThat(refusal(() -> world.blocks.block(bob, new UserId("none"))).type().status())
        .isEqualTo(404);
    assertThat(world.blocks.page(ann, PageRequest.of(200, null)).next()).isNotNull();
  }

  @Test
  void isNotedOnce() {
    world.blocks.block(ann, bob);
    world.blocks.block(ann, bob);
    world.blocks.unblock(ann, bob);
    world.blocks.unblock(ann, bob);

    assertThat(world.audit.all())
        .extracting(AuditEntry::action)
        .containsExactly("user.blocked", "user.unblocked");
  }

  private static DomainException refusal(Runnable attempt) {
    return catchThrowableOfType(DomainException.class, attempt::run);
  }
}
