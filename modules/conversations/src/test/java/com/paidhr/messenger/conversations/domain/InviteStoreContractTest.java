package com.paidhr.messenger.conversations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of invite links does. */
public abstract class InviteStoreContractTest {
  private static final ConversationId GROUP = new ConversationId("group");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Instant EXPIRY = NOW.plus(Duration.ofHours(1));

  private InviteStore store;

  /** An empty store. */
  protected abstract InviteStore emptyStore();

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  @Test
  void returnsWhatWasAdded() {
    add(invite("b", 2));
    add(invite("a", 1));

    assertThat(store.find("a")).contains(invite("a", 1));
    assertThat(store.find("c")).isEmpty();
    assertThat(store.of(GROUP)).containsExactly(invite("a", 1), invite("b", 2));
    assertThat(store.of(new ConversationId("other"))).isEmpty();
  }

  @Test
  void isUsedAsOftenAsItSays() {
    add(invite("a", 2));

    assertThat(store.use("a", NOW)).isTrue();
    assertThat(store.use("a", NOW)).isTrue();
    assertThat(store.use("a", NOW)).isFalse();
    store.giveBack("a");
    assertThat(store.use("a", NOW)).isTrue();
  }

  @Test
  void expires() {
    add(invite("a", 2));

    assertThat(store.use("a", EXPIRY.minusMillis(1))).isTrue();
    assertThat(store.use("a", EXPIRY)).isFalse();
  }

  @Test
  void isRevokedInItsOwnConversationOnly() {
    add(invite("a", 2));

    assertThat(store.revoke(new ConversationId("other"), "a")).isFalse();
    assertThat(store.revoke(GROUP, "a")).isTrue();
    assertThat(store.revoke(GROUP, "a")).isFalse();
    assertThat(store.use("a", NOW)).isFalse();
  }

  @Test
  void countsExactlyWhenManyAreAddedAtOnce() {
    long added =
        IntStream.range(0, 40)
            .parallel()
            .filter(i -> store.add(invite("link" + i, 2), 7, NOW))
            .count();

    assertThat(added).isEqualTo(7);
    assertThat(store.of(GROUP)).hasSize(7);
    store.revoke(GROUP, store.of(GROUP).getFirst().id());
    assertThat(store.add(invite("x", 1), 7, NOW)).isTrue();
    assertThat(store.add(invite("y", 1), 7, NOW)).isFalse();
  }

  @Test
  void closesUsedUpLinksWhenAnotherTakesTheirPlace() {
    assertThat(store.add(invite("a", 1), 1, NOW)).isTrue();
    assertThat(store.use("a", NOW)).isTrue();

    assertThat(store.add(invite("b", 1), 1, NOW)).isTrue();
    store.giveBack("a");
    assertThat(store.use("a", NOW)).isFalse();
    assertThat(store.add(invite("c", 1), 1, EXPIRY)).isTrue();
  }

  private void add(Invite invite) {
    assertThat(store.add(invite, 100, NOW)).isTrue();
  }

  private static Invite invite(String id, int uses) {
    return new Invite(id, GROUP, "hash", new UserId("ann"), NOW, EXPIRY, 2, uses);
  }
}
