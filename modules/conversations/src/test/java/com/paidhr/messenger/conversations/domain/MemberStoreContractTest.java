package com.paidhr.messenger.conversations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of memberships does. */
public abstract class MemberStoreContractTest {
  private static final ConversationId HERE = new ConversationId("here");
  private static final ConversationId THERE = new ConversationId("there");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private MemberStore store;

  /** An empty store. */
  protected abstract MemberStore emptyStore();

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  @Test
  void addsOnlyWhatIsMissing() {
    Member ann = member(HERE, "ann", 1, 1);
    store.addMissing(List.of(ann));
    store.addMissing(List.of(member(HERE, "ann", 7, 7), member(HERE, "bob", 7, 7)));

    assertThat(store.find(HERE, ann.user())).contains(ann);
    assertThat(store.find(HERE, new UserId("bob"))).contains(member(HERE, "bob", 7, 7));
  }

  @Test
  void addsThousands() {
    store.addMissing(
        IntStream.range(0, 2_500).mapToObj(i -> member(HERE, "u%05d".formatted(i), 1, 1)).toList());

    assertThat(store.page(HERE, new UserId("u02499"), 10)).isEmpty();
    assertThat(store.page(HERE, new UserId("u02489"), 20))
        .hasSize(10)
        .first()
        .isEqualTo(member(HERE, "u02490", 1, 1));
  }

  @Test
  void insertsOnlyWhereThereIsNone() {
    assertThat(store.put(member(HERE, "ann", 2, 5), 0)).isTrue();
    assertThat(store.put(member(HERE, "ann", 3, 6), 0)).isFalse();
    assertThat(store.find(HERE, new UserId("ann"))).contains(member(HERE, "ann", 2, 5));
  }

  @Test
  void writesOnlyTheExpectedEpoch() {
    store.put(member(HERE, "ann", 2, 5), 0);
    Member left =
        new Member(
            HERE,
            new UserId("ann"),
            ConversationType.GROUP,
            MemberRole.MEMBER,
            3,
            0,
            NOW,
            List.of(new Member.Interval(5, 9)),
            false,
            false,
            NOW);

    assertThat(store.put(left, 1)).isFalse();
    assertThat(store.put(left, 2)).isTrue();
    assertThat(store.find(HERE, left.user())).contains(left);
  }

  @Test
  void keepsTheMembersOwnFlags() {
    store.put(member(HERE, "ann", 2, 5), 0);

    assertThat(store.configure(HERE, new UserId("ann"), true, null)).isTrue();
    assertThat(store.configure(HERE, new UserId("ann"), null, true)).isTrue();
    store.put(member(HERE, "ann", 3, 5), 2);

    Member ann = store.find(HERE, new UserId("ann")).orElseThrow();
    assertThat(ann.muted()).isTrue();
    assertThat(ann.pinned()).isTrue();
    assertThat(ann.epoch()).isEqualTo(3);
  }

  @Test
  void configuresPresentMembersOnly() {
    store.put(member(HERE, "ann", 2, 0), 0);

    assertThat(store.configure(HERE, new UserId("ann"), true, null)).isFalse();
    assertThat(store.configure(HERE, new UserId("bob"), true, null)).isFalse();
  }

  @Test
  void pagesPresentMembers() {
    store.addMissing(
        List.of(
            member(HERE, "b", 1, 1),
            member(HERE, "a", 1, 1),
            member(HERE, "gone", 2, 0),
            member(HERE, "z", 1, 1),
            member(THERE, "a", 1, 1)));

    assertThat(users(store.page(HERE, null, 2))).containsExactly("a", "b");
    assertThat(users(store.page(HERE, new UserId("b"), 2))).containsExactly("z");
  }

  @Test
  void findsByUserAndByConversation() {
    Member here = member(HERE, "ann", 1, 1);
    Member there = member(THERE, "ann", 1, 4);
    store.addMissing(List.of(here, there, member(THERE, "bob", 1, 1)));
    store.put(member(new ConversationId("left"), "ann", 3, 0), 0);

    assertThat(store.ofUser(here.user())).containsExactly(here, there);
    assertThat(store.findAll(here.user(), List.of(THERE, new ConversationId("no"))))
        .isEqualTo(Map.of(THERE, there));
    assertThat(store.findAll(HERE, List.of(here.user(), new UserId("bob"))))
        .isEqualTo(Map.of(here.user(), here));
  }

  @Test
  void tellsWhoIsPresentInOneOfSeveral() {
    ConversationId left = new ConversationId("left");
    store.addMissing(
        List.of(
            member(HERE, "ann", 1, 1),
            member(THERE, "ann", 1, 1),
            member(THERE, "bob", 1, 1),
            member(HERE, "eve", 1, 1),
            member(left, "cid", 3, 0)));

    assertThat(
            store.presentIn(
                List.of(HERE, THERE, left),
                List.of(new UserId("ann"), new UserId("bob"), new UserId("cid"))))
        .containsExactlyInAnyOrder(new UserId("ann"), new UserId("bob"));
    assertThat(store.presentIn(List.of(HERE), List.of(new UserId("bob")))).isEmpty();
    assertThat(store.presentIn(List.of(), List.of(new UserId("bob")))).isEmpty();
  }

  private static List<String> users(List<Member> members) {
    return members.stream().map(member -> member.user().value()).toList();
  }

  private static Member member(ConversationId conversation, String user, long epoch, long since) {
    return new Member(
        conversation,
        new UserId(user),
        ConversationType.GROUP,
        MemberRole.ADMIN,
        epoch,
        since,
        NOW,
        List.of(),
        false,
        false,
        null);
  }
}
