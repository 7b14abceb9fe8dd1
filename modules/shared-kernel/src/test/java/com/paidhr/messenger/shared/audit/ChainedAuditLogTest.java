package com.paidhr.messenger.shared.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChainedAuditLogTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final UserId ANN = new UserId("ann");

  private final MemoryAuditStore store = new MemoryAuditStore();
  private final AuditCheck check = new AuditCheck(store);

  private ChainedAuditLog node(Instant now) {
    return new ChainedAuditLog(store, new IdGenerator(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private ChainedAuditLog node() {
    return node(NOW);
  }

  private static AuditEntry entry(String action) {
    return AuditEntry.of(ANN, action);
  }

  private static AuditEntry named(String key) {
    return entry("member.added").named(key, NOW);
  }

  private void replace(long number, AuditEntry forged) {
    StoredEntry old = store.between(number, number).getFirst();
    store.entries.put(number, new StoredEntry(number, forged, old.previous(), old.hash()));
  }

  @Test
  void numbersEntriesAndChainsThem() {
    ChainedAuditLog log = node();

    log.note(entry("one"));
    log.note(List.of(entry("two"), entry("three")));

    assertThat(store.between(1, 9)).extracting(StoredEntry::number).containsExactly(1L, 2L, 3L);
    assertThat(store.between(2, 2).getFirst().previous())
        .isEqualTo(store.between(1, 1).getFirst().hash());
    assertThat(check.check(null, null))
        .isEqualTo(new AuditCheck.Part(1, 3, store.newest().orElseThrow().hash(), true, null));
  }

  @Test
  void notesTheSameChangeOnce() {
    ChainedAuditLog log = node();
    log.note(named("room.1"));
    log.note(named("room.1"));
    node().note(List.of(named("room.1"), named("room.2"), named("room.2")));

    assertThat(store.between(1, 9))
        .extracting(stored -> stored.entry().key())
        .containsExactly("room.1", "room.2");
  }

  @Test
  void chainsWhatManyNodesNoteAtOnce() throws Exception {
    List<ChainedAuditLog> nodes = List.of(node(), node(), node());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> calls =
          IntStream.range(0, 300)
              .<Callable<Void>>mapToObj(i ->
                  () -> {
                    nodes.get(i % 3).note(named("change." + i));
                    return null;
                  })
              .toList();
      for (var done : threads.invokeAll(calls)) {
        done.get();
      }
    }

    assertThat(store.entries).hasSize(300);
    assertThat(check.check(null, null).fault()).isNull();
    assertThat(check.check(null, null).last()).isEqualTo(300);
  }

  @Test
  void tellsOfAFailedWriteAndGoesOnBehindWhatWasStored() {
    ChainedAuditLog log = node();
    store.failure = new IllegalStateException("away");

    assertThatThrownBy(() -> log.note(List.of(named("a"), named("b")))).hasMessage("away");
    log.note(List.of(named("a"), named("b")));

    assertThat(store.entries).hasSize(2);
    assertThat(check.check(null, null).fault()).isNull();
  }

  @Test
  void findsWhatWasChanged() {
    node().note(List.of(entry("one"), entry("two"), entry("three")));
    StoredEntry second = store.between(2, 2).getFirst();
    replace(2, second.entry().with(Map.of("more", "less")));

    assertThat(check.check(null, null).fault()).isEqualTo("Entry 2 was changed");
    assertThat(check.check(null, null).last()).isEqualTo(1);
  }

  @Test
  void findsWhatIsMissing() {
    node().note(List.of(entry("one"), entry("two"), entry("three")));
    store.entries.remove(2L);
    assertThat(check.check(null, null).fault()).isEqualTo("Entry 2 is missing");

    store.entries.remove(1L);
    assertThat(check.check(null, null).fault()).isEqualTo("Entry 1 is missing");
  }

  @Test
  void findsAnEntryWhoseHashWasMadeAnew() {
    node().note(List.of(entry("one"), entry("two"), entry("three")));
    StoredEntry first = store.between(1, 1).getFirst();
    StoredEntry second = store.between(2, 2).getFirst();
    store.entries.put(2L, StoredEntry.behind(first, second.entry().with("more", "less")));

    assertThat(check.check(null, null).fault()).isEqualTo("Entry 3 does not follow the one before");
  }

  @Test
  void findsACutOffEndForWhoeverKnewIt() {
    node().note(List.of(entry("one"), entry("two")));
    String known = store.newest().orElseThrow().hash();
    assertThat(check.check(2L, known).fault()).isNull();

    store.entries.remove(2L);
    assertThat(check.check(2L, known).fault()).isEqualTo("Entry 2 is gone");
    node().note(entry("other"));
    assertThat(check.check(2L, known).fault()).isEqualTo("Entry 2 is another one");
  }

  @Test
  void removesOldEntriesAndSaysSo() {
    node(NOW.minus(Duration.ofDays(10))).note(List.of(entry("one"), entry("two")));
    node().note(entry("three"));
    var retention =
        new AuditRetention(
            store, node(), new AuditSettings(Duration.ofDays(5)), Clock.fixed(NOW, ZoneOffset.UTC));

    retention.removeOld();
    retention.removeOld();

    assertThat(store.between(1, 9)).extracting(StoredEntry::number).containsExactly(3L, 4L);
    assertThat(check.check(null, null).fault()).isNull();
    store.entries.remove(3L);
    assertThat(check.check(null, null).fault()).isEqualTo("Entry 3 is missing");
  }
}
