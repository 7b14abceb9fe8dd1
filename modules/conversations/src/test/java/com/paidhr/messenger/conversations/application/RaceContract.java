package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.memory.MemoryLog;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What holds however requests overlap, on one node and on two. */
abstract class RaceContract {

  /** A world whose groups hold so many members. */
  protected abstract World world(long maxMembers);

  @Test
  void makesOneMembershipOfFiftyJoins() throws Exception {
    World world = world(100);
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    ConversationId group = world.group(ann, JoinPolicy.OPEN);

    World twin = world.twin();
    List<Integer> results =
        together(
            50, i -> status(() -> node(i, world, twin).enter.join(bob, group).isNew() ? 201 : 200));

    assertThat(results).containsOnly(200, 201).containsOnlyOnce(201);
    assertThat(world.log.entries(group))
        .extracting(MemoryLog.Entry::kind)
        .containsExactly("member.joined");
    assertThat(world.conversationStore.find(group).map(Conversation::members)).contains(2L);
  }

  @Test
  void makesOnePrivateConversationOfFiftyRequestsFromBothSides() throws Exception {
    World world = world(100);
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");

    List<ConversationId> ids =
        together(50, i -> i % 2 == 0 ? world.privateOf(ann, bob) : world.privateOf(bob, ann));

    assertThat(ids.stream().distinct()).hasSize(1);
    assertThat(world.created.heard()).hasSize(1);
    assertThat(world.conversations.memberships(ann)).hasSize(1);
    assertThat(world.conversations.memberships(bob)).hasSize(1);
  }

  @Test
  void admitsNoMoreThanTheGroupHolds() throws Exception {
    World world = world(11);
    UserId ann = world.user("ann");
    ConversationId group = world.group(ann, JoinPolicy.OPEN);
    List<UserId> users = IntStream.range(0, 30).mapToObj(i -> world.user("u" + i)).toList();

    World twin = world.twin();
    List<Integer> results =
        together(
            30,
            i ->
                status(() ->
                    node(i, world, twin).enter.join(users.get(i), group).isNew() ? 201 : 200));

    assertThat(results.stream().filter(status -> status == 201)).hasSize(10);
    assertThat(results.stream().filter(status -> status == 409)).hasSize(20);
    assertThat(world.memberStore.page(group, null, 100)).hasSize(11);
  }

  @Test
  void admitsNoMoreThanTheLinkSays() throws Exception {
    World world = world(100);
    UserId ann = world.user("ann");
    ConversationId group = world.group(ann);
    String token = world.links.create(ann, group, null, 10).token().value();
    List<UserId> users = IntStream.range(0, 30).mapToObj(i -> world.user("u" + i)).toList();

    World twin = world.twin();
    List<Integer> results =
        together(
            30,
            i ->
                status(() ->
                    node(i, world, twin).accept.accept(users.get(i), token).isNew() ? 201 : 200));

    assertThat(results.stream().filter(status -> status == 201)).hasSize(10);
    assertThat(results.stream().filter(status -> status == 409)).hasSize(20);
  }

  @RepeatedTest(10)
  void saysInTheConversationWhatIsStoredOfBlocksWhoeverChangesThem() throws Exception {
    World world = world(100);
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    ConversationId pair = world.privateOf(ann, bob);

    World twin = world.twin();
    together(
        8,
        i -> {
          World node = node(i, world, twin);
          return status(() -> {
            if (i % 4 < 2) {
              node.blocks.block(ann, bob);
            } else {
              node.blocks.unblock(ann, bob);
            }
            return 204;
          });
        });

    assertThat(world.conversationStore.find(pair).orElseThrow().blockers())
        .isEqualTo(world.blockStore.between(ann, bob));
  }

  @RepeatedTest(20)
  void letsNoConversationThatIsStartedMeanwhileEscapeABlock() throws Exception {
    World world = world(100);
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");

    World twin = world.twin();
    together(
        4,
        i -> {
          World node = node(i, world, twin);
          return status(() -> {
            if (i < 2) {
              node.blocks.block(ann, bob);
            } else {
              node.privateOf(bob, ann);
            }
            return 204;
          });
        });

    world.memberStore.ofUser(bob).stream()
        .flatMap(member -> world.conversationStore.find(member.conversation()).stream())
        .forEach(conversation -> assertThat(conversation.blockers()).containsExactly(ann));
    assertThat(world.blockStore.between(ann, bob)).containsExactly(ann);
  }

  @RepeatedTest(20)
  void letsOneOfTwoAdminsWinWhoKickEachOther() throws Exception {
    World world = world(100);
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    UserId cid = world.user("cid");
    ConversationId group = world.group(ann, bob, cid);
    world.assign.assign(ann, group, bob, MemberRole.ADMIN);
    world.assign.assign(ann, group, cid, MemberRole.ADMIN);

    World twin = world.twin();
    List<Integer> results =
        together(
            2,
            i ->
                status(() -> {
                  node(i, world, twin).exit.remove(i == 0 ? bob : cid, group, i == 0 ? cid : bob);
                  return 204;
                }));

    assertThat(results).containsExactlyInAnyOrder(204, 404);
    assertThat(world.memberStore.page(group, null, 10)).hasSize(2);
  }

  @RepeatedTest(20)
  void keepsAnOwnerWhenAllOwnersLeave() throws Exception {
    World world = world(100);
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    ConversationId group = world.group(ann, bob);
    world.assign.assign(ann, group, bob, MemberRole.OWNER);

    World twin = world.twin();
    List<Integer> results =
        together(
            2,
            i ->
                status(() -> {
                  node(i, world, twin).exit.remove(i == 0 ? ann : bob, group, i == 0 ? ann : bob);
                  return 204;
                }));

    assertThat(results).containsExactlyInAnyOrder(204, 409);
    assertThat(world.conversationStore.find(group).orElseThrow().owners()).hasSize(1);
  }

  @RepeatedTest(20)
  void putsNoMessageOfAKickedUserBehindTheKick() throws Exception {
    World world = world(100);
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    ConversationId group = world.group(ann, bob);

    World twin = world.twin();
    List<Long> results =
        together(
            8,
            i -> {
              if (i == 0) {
                world.exit.remove(ann, group, bob);
                return 0L;
              }
              return node(i, world, twin).send(bob, group);
            });

    List<MemoryLog.Entry> entries = world.log.entries(group);
    int kick = entries.stream().map(MemoryLog.Entry::kind).toList().indexOf("member.kicked");
    assertThat(entries.subList(kick, entries.size()))
        .extracting(MemoryLog.Entry::sender)
        .containsOnly(ann);
    assertThat(results.stream().filter(seq -> seq > 0)).hasSize(entries.size() - 1);
    assertThat(world.conversations.visibilityOf(bob, group))
        .isEqualTo(Visibility.none(group, bob, Visibility.Rule.NOT_A_MEMBER));
  }

  private static World node(int request, World one, World other) {
    return request % 2 == 0 ? one : other;
  }

  private static int status(IntSupplier request) {
    try {
      return request.getAsInt();
    } catch (DomainException e) {
      return e.type().status();
    }
  }

  private static <T> List<T> together(int count, IntFunction<T> request) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          IntStream.range(0, count)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return request.apply(i);
                  }))
              .toList();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
    }
    return results;
  }
}
