package com.paidhr.messenger.messaging.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Addition;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receipts of those who read on this node, so that a mark is one conditional write. A bucket is
 * kept as this node stored it: ranges are never changed, so what is read in it stays read, and what
 * another node added makes the next write fail, which reads it again. Marks are raised behind the
 * answer, many at once: they only say where to begin to look, and follow from the ranges.
 */
@ApplicationScoped
public class KnownReceipts {
  private static final Logger LOG = LoggerFactory.getLogger(KnownReceipts.class);
  private static final int RANGES_REMEMBERED = 50_000;
  private static final int READERS_REMEMBERED = 20_000;
  private static final int RAISED_AT_ONCE = 1_000;

  private final ReceiptStore store;
  private final Executor behind;
  private final Cache<Place, ReadBucket> stored =
      Caffeine.newBuilder()
          .maximumWeight(RANGES_REMEMBERED)
          .weigher((Place place, ReadBucket bucket) -> 1 + bucket.ranges().size())
          .build();
  private final Cache<Reader, Long> through =
      Caffeine.newBuilder().maximumSize(READERS_REMEMBERED).build();
  private final Map<Reader, Long> unwritten = new ConcurrentHashMap<>();
  private final AtomicBoolean isWriting = new AtomicBoolean();

  private record Place(Reader reader, long index) {}

  @Inject
  KnownReceipts(ReceiptStore store) {
    this(store, work -> Thread.ofVirtual().name("read-marks").start(work));
  }

  KnownReceipts(ReceiptStore store, Executor behind) {
    this.store = store;
    this.behind = behind;
  }

  /** These buckets, empty where nothing is stored, as this node knows them. */
  Map<Long, ReadBucket> buckets(Reader reader, Collection<Long> indexes) {
    Map<Long, ReadBucket> found = new HashMap<>();
    List<Long> unknown = new ArrayList<>();
    for (long index : indexes) {
      ReadBucket bucket = stored.getIfPresent(new Place(reader, index));
      found.put(index, bucket == null ? ReadBucket.empty(index) : bucket);
      if (bucket == null) {
        unknown.add(index);
      }
    }
    if (!unknown.isEmpty()) {
      store.buckets(reader, unknown).forEach(bucket -> found.put(bucket.index(), bucket));
    }
    return found;
  }

  /**
   * Adds ranges to buckets as they are known.
   *
   * @return whether all were added; if not, ask again and add what is missing
   */
  boolean add(Reader reader, List<Addition> additions) {
    boolean added = false;
    try {
      added = store.add(reader, additions);
    } finally {
      for (Addition addition : additions) {
        Place place = new Place(reader, addition.bucket().index());
        if (added) {
          stored.put(place, addition.bucket().with(addition.ranges()));
        } else {
          stored.invalidate(place);
        }
      }
    }
    return added;
  }

  /** A seq up to which the reader has read everything; perhaps not the last. */
  long startOf(Reader reader) {
    return startsOf(List.of(reader)).getOrDefault(reader, 0L);
  }

  /** The same for each, without a question for those whom this node knows. */
  Map<Reader, Long> startsOf(Collection<Reader> readers) {
    Map<Reader, Long> starts = new HashMap<>(through.getAllPresent(readers));
    List<Reader> unknown = readers.stream().filter(reader -> !starts.containsKey(reader)).toList();
    if (!unknown.isEmpty()) {
      Map<Reader, Long> found = readThrough(unknown);
      for (Reader reader : unknown) {
        long seq = found.getOrDefault(reader, 0L);
        starts.put(reader, through.asMap().merge(reader, seq, Math::max));
      }
    }
    return starts;
  }

  /** Much was read behind the known start, on another node: next time the store is asked. */
  void forgetStart(Reader reader) {
    through.invalidate(reader);
  }

  /** Up to which seq each has read everything; readers without one are left out. */
  Map<Reader, Long> readThrough(Collection<Reader> readers) {
    Map<Reader, Long> raised = new HashMap<>();
    for (Reader reader : readers) { // before the store is asked, or one written now is missed
      Long seq = unwritten.get(reader);
      if (seq != null) {
        raised.put(reader, seq);
      }
    }
    Map<Reader, Long> found = new HashMap<>(store.readThrough(readers));
    raised.forEach((reader, seq) -> found.merge(reader, seq, Math::max));
    return found;
  }

  /** Raises the mark: on this node at once, in the store behind the answer. */
  void raise(Reader reader, long seq) {
    through.asMap().merge(reader, seq, Math::max);
    unwritten.merge(reader, seq, Math::max);
    if (isWriting.compareAndSet(false, true)) {
      behind.execute(this::write);
    }
  }

  private void write() {
    do {
      try {
        writeAll();
      } catch (RuntimeException e) {
        LOG.debug("How far {} have read is not noted: {}", unwritten.size(), e.toString());
        unwritten.keySet().forEach(through::invalidate); // so that their next mark does it again
        unwritten.clear();
      } finally {
        isWriting.set(false);
      }
    } while (!unwritten.isEmpty() && isWriting.compareAndSet(false, true));
  }

  private void writeAll() {
    while (!unwritten.isEmpty()) {
      Map<Reader, Long> some = new HashMap<>();
      unwritten.entrySet().stream()
          .limit(RAISED_AT_ONCE)
          .forEach(raised -> some.put(raised.getKey(), raised.getValue()));
      store.raiseReadThrough(some);
      some.forEach(unwritten::remove);
    }
  }
}
