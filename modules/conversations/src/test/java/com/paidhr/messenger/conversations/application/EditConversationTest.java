package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.application.EditConversation.Edit;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.conversations.memory.MemoryLog;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EditConversationTest {
  private final World world = new World();
  private final UserId ann = world.user("ann");
  private final UserId bob = world.user("bob");
  private final UserId cid = world.user("cid");

  @Test
  void renamesWithHistoryInLogAndAuditTrail() {
    ConversationId group = world.group(ann, bob);

    world.edit.edit(ann, group, name(" New "), any -> {});

    assertThat(world.browse.one(bob, group).conversation().name()).isEqualTo("New");
    assertThat(world.log.entries(group))
        .extracting(MemoryLog.Entry::kind)
        .containsExactly("conversation.updated");
    assertThat(world.audit.of(group))
        .extracting(AuditEntry::facts)
        .containsExactlyInAnyOrder(
            Map.of("name", "New", "previousName", "Group"),
            Map.of("type", "GROUP", "name", "Group", "members", "2"));
  }

  @Test
  void saysNothingWhenNothingChanges() {
    ConversationId group = world.group(ann, bob);

    world.edit.edit(ann, group, name("Group"), any -> {});
    world.edit.archive(ann, group, false, any -> {});

    assertThat(world.log.lastSeq(group)).isZero();
    assertThat(world.audit.all())
        .extracting(AuditEntry::action)
        .containsExactly("conversation.created");
  }

  @Test
  void needsAnAdmin() {
    ConversationId group = world.group(ann, bob);

    assertStatus(403, () -> world.edit.edit(bob, group, name("x"), any -> {}));
    assertStatus(404, () -> world.edit.edit(cid, group, name("x"), any -> {}));
    world.assign.assign(ann, group, bob, MemberRole.ADMIN);
    world.edit.edit(bob, group, name("x"), any -> {});
    assertStatus(403, () -> world.edit.archive(bob, group, true, any -> {}));
  }

  @Test
  void makesAnArchivedConversationReadOnly() {
    ConversationId group = world.group(ann, bob);
    world.send(bob, group);

    world.edit.archive(ann, group, true, any -> {});

    assertThat(world.send(bob, group)).isZero();
    assertThatThrownBy(() -> world.conversations.accessOf(bob, group).requireWrite())
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.type().status()).isEqualTo(409));
    assertStatus(409, () -> world.edit.edit(ann, group, name("x"), any -> {}));
    assertStatus(409, () -> world.enter.add(ann, group, cid, MemberRole.MEMBER));
    assertThat(world.conversations.accessOf(bob, group).visibility().sees(1)).isTrue();
    world.edit.archive(ann, group, false, any -> {});
    assertThat(world.send(bob, group)).isPositive();
  }

  @Test
  void letsOnlyAdminsWriteInAnAnnouncementChannel() {
    ConversationId channel = world.channel(ann, bob);

    world.edit.edit(
        ann, channel, new Edit(null, null, null, PostPolicy.ADMINS, null, null), any -> {});

    assertThat(world.send(bob, channel)).isZero();
    assertThat(world.send(ann, channel)).isPositive();
    assertThat(world.conversations.accessOf(bob, channel).visibility().sees(1)).isTrue();
  }

  @Test
  void removesATopicByAnEmptyOne() {
    ConversationId group = world.group(ann);

    world.edit.edit(ann, group, new Edit(null, "Topic", null, null, null, null), any -> {});
    assertThat(world.browse.one(ann, group).conversation().topic()).isEqualTo("Topic");
    world.edit.edit(ann, group, new Edit(null, "", null, null, null, null), any -> {});
    assertThat(world.browse.one(ann, group).conversation().topic()).isNull();
  }

  @Test
  void letsOwnersDecideHowLongMessagesAreKept() {
    ConversationId group = world.group(ann, bob);
    world.assign.assign(ann, group, bob, MemberRole.ADMIN);

    assertStatus(403, () -> world.edit.edit(bob, group, days(30), any -> {}));
    assertStatus(422, () -> world.edit.edit(ann, group, days(-1), any -> {}));
    assertStatus(422, () -> world.edit.edit(ann, group, days(36_501), any -> {}));
    assertThat(world.edit.edit(ann, group, days(30), any -> {}).retentionDays()).isEqualTo(30);
    assertThat(world.edit.edit(bob, group, name("x"), any -> {}).retentionDays()).isEqualTo(30);
    assertThat(world.edit.edit(ann, group, days(0), any -> {}).retentionDays()).isZero();
  }

  private static Edit days(int days) {
    return new Edit(null, null, null, null, null, days);
  }

  private static Edit name(@Nullable String name) {
    return new Edit(name, null, null, null, null, null);
  }

  private static void assertStatus(int status, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.type().status()).isEqualTo(status));
  }
}
