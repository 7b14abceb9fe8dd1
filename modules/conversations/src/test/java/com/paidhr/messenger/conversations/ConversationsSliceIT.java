package com.paidhr.messenger.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.conversations.application.EnterConversation;
import com.paidhr.messenger.conversations.application.ExitConversation;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.memory.MemoryLog;
import com.paidhr.messenger.conversations.memory.MemoryUsers;
import com.paidhr.messenger.conversations.rest.AdminVisibilityResource;
import com.paidhr.messenger.conversations.rest.ConversationView;
import com.paidhr.messenger.conversations.rest.ConversationsResource;
import com.paidhr.messenger.conversations.rest.CreateConversationRequest;
import com.paidhr.messenger.conversations.rest.MemberView;
import com.paidhr.messenger.conversations.rest.MembersResource;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.rest.AuditEntryView;
import com.paidhr.messenger.shared.audit.rest.AuditResource;
import com.paidhr.messenger.testsupport.ModuleArchive;
import com.paidhr.messenger.testsupport.SliceCaller;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The module on real documents, wired by CDI; users and messages are in memory. Each test is one
 * request, so it has one caller.
 */
@ExtendWith(ArquillianExtension.class)
class ConversationsSliceIT {
  @Inject SliceCaller caller;
  @Inject MemoryUsers users;
  @Inject MemoryLog log;
  @Inject NeighboursFixture neighbours;
  @Inject Conversations conversations;
  @Inject StartConversation start;
  @Inject EnterConversation enter;
  @Inject ExitConversation exit;
  @Inject ConversationsResource resource;
  @Inject MembersResource members;
  @Inject AdminVisibilityResource visibility;
  @Inject AuditResource audit;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("conversations").addClass(NeighboursFixture.class);
  }

  @Test
  void tellsOthersOfANewConversationAndTheLogWhoJoinsAndLeaves() {
    UserId ann = users.add("ann");
    UserId bob = users.add("bob");
    ConversationId group = openGroup(ann);

    assertThat(enter.join(bob, group).isNew()).isTrue();
    assertThat(enter.join(bob, group).isNew()).isFalse();
    assertThat(conversations.accessOf(bob, group).mayWrite()).isTrue();
    exit.remove(bob, group, bob);

    assertThat(log.lastSeq(group)).isEqualTo(2);
    assertThat(neighbours.heard())
        .anySatisfy(event -> assertThat(event).isInstanceOf(ConversationCreated.class));
  }

  @Test
  void explainsAndRecordsForAdministratorsWhoDoNotRead() {
    UserId eve = users.add("eve");
    UserId fay = users.add("fay");
    ConversationId group = openGroup(eve);
    enter.join(fay, group);

    caller.is(new UserId("root"), "user", "admin");

    assertThat(visibility.explain(fay, new MessageId(group, 1)).visible()).isTrue();
    assertThat(visibility.explain(fay, new MessageId(group, 2)).visible()).isFalse();
    assertThat(audit.list(group, null, null, null, null, null, null, null, null).items())
        .extracting(AuditEntryView::action)
        .containsExactly(
            "visibility.explained",
            "visibility.explained",
            "member.joined",
            "conversation.created");
    assertThatThrownBy(() -> resource.show(group))
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.type().status()).isEqualTo(404));
  }

  @Test
  void keepsExplanationsFromOthers() {
    ConversationId group = openGroup(users.add("jan"));
    caller.is(new UserId("jan"), "user");

    assertThatThrownBy(() -> visibility.explain(new UserId("jan"), new MessageId(group, 1)))
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.type().status()).isEqualTo(403));
    assertThatThrownBy(() -> audit.list(null, null, null, null, null, null, null, null, null))
        .isInstanceOf(DomainException.class);
  }

  @Test
  void listsMembersInPages() {
    UserId gus = users.add("gus");
    UserId hal = users.add("hal");
    UserId ida = users.add("ida");
    ConversationId group = openGroup(gus, hal, ida);
    caller.is(gus, "user");

    var first = members.list(group, 2, null);

    assertThat(first.items()).extracting(MemberView::userId).containsExactly(gus, hal);
    assertThat(members.list(group, 2, first.next()).items())
        .extracting(MemberView::userId)
        .containsExactly(ida);
  }

  @Test
  void answersWithTheConversationAsTheCreatorSeesIt() {
    UserId kim = users.add("kim");
    caller.is(kim, "user");

    var answer =
        resource.create(
            null,
            new CreateConversationRequest(
                ConversationType.CHANNEL, "News", null, null, null, null, null));

    assertThat(answer.getStatus()).isEqualTo(201);
    assertThat(answer.getEntity())
        .isInstanceOfSatisfying(
            ConversationView.class,
            view -> {
              assertThat(view.role()).isEqualTo(MemberRole.OWNER);
              assertThat(view.ownerId()).isEqualTo(kim);
              assertThat(view.memberCount()).isEqualTo(1);
            });
  }

  private ConversationId openGroup(UserId creator, @Nullable UserId... others) {
    List<@Nullable UserId> founders = Arrays.asList(others);
    return start
        .start(
            creator,
            new NewConversation(
                ConversationType.GROUP, "Group", null, founders, JoinPolicy.OPEN, null, null))
        .conversation()
        .id();
  }
}
