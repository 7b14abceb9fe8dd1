package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violation;
import com.paidhr.messenger.shared.audit.AuditEntry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StartConversationTest {
  private final World world = new World();
  private final UserId ann = world.user("ann");
  private final UserId bob = world.user("bob");
  private final UserId cid = world.user("cid");

  @Test
  void makesTheCreatorOwnerAndTheOthersMembersFromTheFirstMessageOn() {
    ConversationId group = world.group(ann, bob);

    assertThat(world.conversations.accessOf(ann, group).role()).isEqualTo(MemberRole.OWNER);
    assertThat(world.conversations.accessOf(bob, group).role()).isEqualTo(MemberRole.MEMBER);
    assertThat(world.conversations.accessOf(bob, group).visibility().from()).isEqualTo(1);
    assertThat(world.log.lastSeq(group)).isZero();
    assertThat(world.send(bob, group)).isEqualTo(1);
    assertThat(world.created.heard()).hasSize(1);
  }

  @Test
  void findsThePrivateConversationFromBothSides() {
    ConversationId one = world.privateOf(ann, bob);

    assertThat(world.privateOf(bob, ann)).isEqualTo(one);
    assertThat(world.privateOf(ann, cid)).isNotEqualTo(one);
    assertThat(world.created.heard()).hasSize(2);
    assertThat(world.audit.of(one))
        .extracting(AuditEntry::action)
        .containsExactly("conversation.created");
  }

  @Test
  void namesEveryWrongMember() {
    UserId nobody = new UserId("nobody");

    assertThat(wrong(ConversationType.CHANNEL, "C", bob, nobody, ann, bob, null))
        .containsExactly("/memberIds/1", "/memberIds/2", "/memberIds/3", "/memberIds/4");
  }

  @Test
  void letsAPrivateConversationHaveExactlyOneOtherUser() {
    assertThat(wrong(ConversationType.PRIVATE, null)).containsExactly("/memberIds");
    assertThat(wrong(ConversationType.PRIVATE, null, bob, cid)).containsExactly("/memberIds");
    assertThat(wrong(ConversationType.PRIVATE, "name", bob)).containsExactly("/name");
  }

  @Test
  void refusesNamesThatNobodyCanRead() {
    assertThat(wrong(ConversationType.GROUP, null)).containsExactly("/name");
    assertThat(wrong(ConversationType.GROUP, " ")).containsExactly("/name");
    assertThat(wrong(ConversationType.CHANNEL, "x".repeat(101))).containsExactly("/name");
    assertThat(wrong(ConversationType.GROUP, "\u200B")).containsExactly("/name");
  }

  @Test
  void refusesPoliciesThatTheTypeDoesNotHave() {
    NewConversation channel =
        new NewConversation(
            ConversationType.CHANNEL, "C", "\u0007", List.of(), JoinPolicy.INVITE, null, null);
    NewConversation group =
        new NewConversation(
            ConversationType.GROUP, "G", null, List.of(), null, PostPolicy.ADMINS, null);
    NewConversation pair =
        new NewConversation(
            ConversationType.PRIVATE, null, "T", List.of(bob), null, null, ReceiptsMode.OFF);

    assertThat(pointers(channel)).containsExactly("/joinPolicy", "/topic");
    assertThat(pointers(group)).containsExactly("/postPolicy");
    assertThat(pointers(pair)).containsExactly("/receipts", "/topic");
  }

  @Test
  void refusesMoreMembersThanAGroupHolds() {
    UserId[] many = IntStream.range(0, 5).mapToObj(i -> world.user("m" + i)).toArray(UserId[]::new);

    assertThat(wrong(ConversationType.GROUP, "G", many)).containsExactly("/memberIds");
    assertThat(world.channel(ann, many)).isNotNull();
  }

  @Test
  void needsAType() {
    NewConversation none = new NewConversation(null, "G", null, List.of(), null, null, null);

    assertThat(pointers(none)).containsExactly("/type");
  }

  private List<String> wrong(
      ConversationType type, @Nullable String name, @Nullable UserId... members) {
    return pointers(
        new NewConversation(type, name, null, Arrays.asList(members), null, null, null));
  }

  private List<String> pointers(NewConversation wanted) {
    DomainException refusal =
        catchThrowableOfType(DomainException.class, () -> world.start.start(ann, wanted, null));
    assertThat(refusal.type().status()).isEqualTo(422);
    return refusal.violations().stream().map(Violation::pointer).toList();
  }
}
