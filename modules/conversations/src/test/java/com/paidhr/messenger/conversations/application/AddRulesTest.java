package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddRulesTest {
  private final World world = new World();
  private final UserId ann = world.user("ann");
  private final UserId bob = world.user("bob");
  private final UserId cid = world.user("cid");

  @Test
  void aStrangerMayNotAddWhoWantsContactsOnly() {
    world.users.limitAdds(bob, AddedBy.CONTACTS);
    ConversationId group = world.group(ann);

    assertThat(refused(() -> world.group(ann, cid, bob))).containsExactly("/memberIds/1");
    assertThat(refused(() -> world.channel(ann, bob))).containsExactly("/memberIds/0");
    assertThat(refused(() -> world.privateOf(ann, bob))).containsExactly("/memberIds/0");
    assertThat(refused(() -> world.enter.add(ann, group, bob, MemberRole.MEMBER)))
        .containsExactly("/userId");
    assertThat(world.memberStore.ofUser(bob)).isEmpty();
  }

  @Test
  void aCommonGroupOrPrivateConversationMakesAContact() {
    world.group(bob, ann);
    world.privateOf(bob, cid);
    world.users.limitAdds(bob, AddedBy.CONTACTS);

    assertThat(world.group(ann, bob)).isNotNull();
    assertThat(world.group(cid, bob)).isNotNull();
    assertThat(world.privateOf(ann, bob)).isNotNull();
  }

  @Test
  void neitherAChannelNorAGroupThatOneLeftMakesAContact() {
    world.channel(bob, ann);
    ConversationId left = world.group(bob, ann);
    world.exit.remove(ann, left, ann);
    world.users.limitAdds(bob, AddedBy.CONTACTS);

    assertThat(refused(() -> world.group(ann, bob))).containsExactly("/memberIds/0");
  }

  @Test
  void nobodyAddsWhoWantsNobodyAndTheyStillJoinThemselves() {
    world.group(bob, ann);
    ConversationId pair = world.privateOf(ann, cid);
    ConversationId open = world.group(ann, JoinPolicy.OPEN);
    world.users.limitAdds(bob, AddedBy.NOBODY);
    world.users.limitAdds(cid, AddedBy.NOBODY);

    assertThat(refused(() -> world.group(ann, bob))).containsExactly("/memberIds/0");
    assertThat(world.privateOf(ann, cid)).as("one that exists").isEqualTo(pair);
    assertThat(world.enter.join(bob, open).isNew()).isTrue();
    assertThat(world.group(bob, ann)).isNotNull();
  }

  private static List<String> refused(Runnable attempt) {
    DomainException refusal = catchThrowableOfType(DomainException.class, attempt::run);
    assertThat(refusal.type().status()).isEqualTo(403);
    return refusal.violations().stream().map(Violation::pointer).toList();
  }
}
