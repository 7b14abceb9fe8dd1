package com.paidhr.messenger.conversations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of conversations does. */
public abstract class ConversationStoreContractTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");

  private ConversationStore store;

  /** An empty store. */
  protected abstract ConversationStore emptyStore();

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  @Test
  void keepsBlockersThroughChangesOfTheRest() {
    Conversation group = group("g");
    ConversationId absent = new ConversationId("absent");
    store.add(group, null);

    store.setBlockers(List.of(group.id(), absent), Set.of(BOB));
    assertThat(store.find(group.id())).contains(group.blockedBy(Set.of(BOB)));
    assertThat(store.find(absent)).isEmpty();
    store.setBlockers(List.of(group.id()), Set.of());
    assertThat(store.find(group.id())).contains(group);
  }

  @Test
  void returnsWhatWasAdded() {
    Conversation group = group("g");
    Conversation changing = group.decide(change(2, Change.Kind.ADD, BOB, MemberRole.ADMIN));

    assertThat(store.add(group, null)).isTrue();
    assertThat(store.find(group.id())).contains(group);
    assertThat(store.replace(changing, 1)).isTrue();
    assertThat(store.find(group.id())).contains(changing);
  }

  @Test
  void addsAnIdOnce() {
    assertThat(store.add(group("g"), null)).isTrue();
    assertThat(store.add(channel("g", "other"), null)).isFalse();
    assertThat(store.find(new ConversationId("g"))).contains(group("g"));
  }

  @Test
  void findsWhatWasStartedUnderAKeyAlsoAfterChanges() {
    Conversation group = group("g");
    assertThat(store.findStarted(ANN, "k")).isEmpty();
    assertThat(store.add(group, new StartKey("k", "asked"))).isTrue();
    assertThat(store.add(group("h"), new StartKey("k", "other"))).isFalse();
    assertThat(store.add(group("i"), new StartKey("l", "asked"))).isTrue();
    Conversation second = group.decide(change(2, Change.Kind.KICK, BOB, null));
    store.replace(second, 1);

    assertThat(store.findStarted(ANN, "k")).contains(new KeyedStart(second, "asked"));
    assertThat(store.findStarted(BOB, "k")).isEmpty();
    assertThat(store.find(new ConversationId("h"))).isEmpty();
  }

  @Test
  void findsWhatExistedBeforeUnderALaterKey() {
    store.add(group("g"), null);
    store.add(group("h"), null);

    assertThat(store.addKey(BOB, new ConversationId("g"), new StartKey("k", "asked"))).isTrue();
    assertThat(store.addKey(BOB, new ConversationId("g"), new StartKey("k", "asked"))).isTrue();
    assertThat(store.addKey(BOB, new ConversationId("h"), new StartKey("k", "other"))).isFalse();
    assertThat(store.addKey(ANN, new ConversationId("h"), new StartKey("k", "other"))).isTrue();

    assertThat(store.findStarted(BOB, "k")).contains(new KeyedStart(group("g"), "asked"));
    assertThat(store.findStarted(ANN, "k")).contains(new KeyedStart(group("h"), "other"));
    assertThat(store.addKey(BOB, new ConversationId("g"), new StartKey("l", "again"))).isTrue();
    assertThat(store.findStarted(BOB, "l")).contains(new KeyedStart(group("g"), "again"));
  }

  @Test
  void replacesOnlyTheExpectedVersion() {
    Conversation group = group("g");
    store.add(group, null);
    Conversation second = group.decide(change(2, Change.Kind.KICK, BOB, null));

    assertThat(store.replace(second, 1)).isTrue();
    assertThat(store.replace(second, 1)).as("the same once more").isFalse();
    assertThat(store.replace(group.decide(change(2, Change.Kind.EDIT, null, null)), 1)).isFalse();
    assertThat(store.find(group.id())).contains(second);
  }

  @Test
  void settlesOnlyTheNamedChange() {
    Conversation group = group("g");
    store.add(group, null);
    Conversation second = group.decide(change(2, Change.Kind.ARCHIVE, null, null));
    store.replace(second, 1);

    store.settle(group.id(), 1);
    assertThat(store.find(group.id())).contains(second);
    store.settle(group.id(), 2);
    assertThat(store.find(group.id())).contains(second.settled());
  }

  @Test
  void findsUnfinishedChanges() {
    Conversation one = group("a");
    Conversation other = group("b");
    store.add(one, null);
    store.add(other, null);
    store.replace(one.decide(change(2, Change.Kind.LEAVE, BOB, null)), 1);

    assertThat(store.unsettled(NOW.plusMillis(1), 10))
        .extracting(Conversation::id)
        .containsExactly(one.id());
    assertThat(store.unsettled(NOW, 10)).isEmpty();
    assertThat(store.findAllOrChanging(List.of(), BOB)).containsOnlyKeys(one.id());
    assertThat(store.findAllOrChanging(List.of(other.id()), BOB))
        .containsOnlyKeys(one.id(), other.id());
    assertThat(store.findAllOrChanging(List.of(one.id()), BOB)).containsOnlyKeys(one.id());
    assertThat(store.findAllOrChanging(List.of(), ANN)).isEmpty();
  }

  @Test
  void findsManyById() {
    List<Conversation> all = IntStream.range(0, 20).mapToObj(i -> group("g" + i)).toList();
    all.forEach(one -> store.add(one, null));

    assertThat(store.findAll(List.of(all.get(3).id(), all.get(7).id(), new ConversationId("no"))))
        .isEqualTo(Map.of(all.get(3).id(), all.get(3), all.get(7).id(), all.get(7)));
    assertThat(store.findAll(List.of())).isEmpty();
  }

  @Test
  void pagesChannelsByIdAndText() {
    store.add(group("a"), null);
    store.add(channel("b", "Straße (alt)"), null);
    store.add(channel("c", "news"), null);
    store.add(channel("d", "NEWS II"), null);
    Conversation old = channel("e", "old news");
    store.add(old, null);
    store.replace(old.decide(change(2, Change.Kind.ARCHIVE, null, null)), 1);

    assertThat(names(store.channels(null, null, 2))).containsExactly("Straße (alt)", "news");
    assertThat(names(store.channels(null, new ConversationId("c"), 9))).containsExactly("NEWS II");
    assertThat(names(store.channels("News", null, 9))).containsExactly("news", "NEWS II");
    assertThat(names(store.channels("(ALT", null, 9))).containsExactly("Straße (alt)");
    assertThat(names(store.channels("alt strasse", null, 9))).containsExactly("Straße (alt)");
    assertThat(store.channels(".*", null, 9)).isEmpty();
    assertThat(store.allChannels(new ConversationId("c"), 9)).hasSize(2);
  }

  private static List<String> names(List<Conversation> conversations) {
    return conversations.stream().map(one -> String.valueOf(one.name())).toList();
  }

  private static Change change(
      long number,
      Change.Kind kind,
      @org.jspecify.annotations.Nullable UserId target,
      @org.jspecify.annotations.Nullable MemberRole role) {
    return new Change(number, kind, ANN, target, role, NOW, Map.of("name", "x.y", "a$b", ""));
  }

  private static Conversation group(String id) {
    return new Conversation(
        new ConversationId(id),
        ConversationType.GROUP,
        "Group",
        "Topic",
        JoinPolicy.OPEN,
        PostPolicy.MEMBERS,
        ReceiptsMode.COUNTS,
        90,
        NOW,
        ANN,
        List.of(ANN),
        List.of(),
        Set.of(),
        false,
        1,
        1,
        null);
  }

  private static Conversation channel(String id, String name) {
    return new Conversation(
        new ConversationId(id),
        ConversationType.CHANNEL,
        name,
        null,
        JoinPolicy.OPEN,
        PostPolicy.ADMINS,
        ReceiptsMode.FULL,
        0,
        NOW,
        ANN,
        List.of(ANN, BOB),
        List.of(),
        Set.of(),
        false,
        2,
        1,
        null);
  }
}
