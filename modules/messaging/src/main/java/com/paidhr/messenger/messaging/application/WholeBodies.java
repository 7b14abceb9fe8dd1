package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.budget.Holding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages so that they are bounded in bytes. First come brief forms, which are small whatever
 * was stored; then, in one more question and only where a body is long, the whole of as many as one
 * page may take. The page ends there, and its cursor goes on behind it. What is read is charged to
 * the request.
 */
final class WholeBodies {
  /** About how much heap the items of one page take, unless a single one takes more. */
  static final int PAGE_BYTES = 1 << 20;

  /** What a brief form may take while it is read: in the driver, as a document and as a message. */
  private static final int READING_ONE = 12_000;

  /** How many times a body lies in memory while it is read, beyond the one that stays. */
  private static final int COPIES = 3;

  private WholeBodies() {}

  /**
   * Reads brief forms.
   *
   * @param limit how many at most
   */
  static <T> List<Brief<T>> briefly(int limit, Supplier<List<Brief<T>>> question) {
    Holding holding = Holding.current();
    long reading = (long) limit * READING_ONE;
    holding.take(reading);
    List<Brief<T>> found = question.get();
    long held = found.stream().mapToLong(one -> one.bytes() - one.missing()).sum();
    if (held > reading) {
      holding.take(held - reading);
    } else {
      holding.give(reading - held);
    }
    return found;
  }

  /** As many of the messages, from the first on, as one page may take; one at least. */
  static List<Message> first(MessageLog log, List<Brief<Message>> wanted) {
    return first(wanted, Message::id, cut -> log.findAll(cut.stream().map(Message::id).toList()));
  }

  /** The same from the last on, in the same order. */
  static List<Message> last(MessageLog log, List<Brief<Message>> wanted) {
    return first(log, wanted.reversed()).reversed();
  }

  /**
   * A page of what was found.
   *
   * @param found up to {@code limit + 1}, in order
   */
  static Page<Message> page(
      MessageLog log, List<Brief<Message>> found, int limit, Function<Message, String> cursorOf) {
    return page(first(log, found.subList(0, Math.min(limit, found.size()))), found, cursorOf);
  }

  /** A page of those of the found that were read, and a cursor unless they are all. */
  static <T> Page<T> page(List<T> read, List<?> found, Function<T, String> cursorOf) {
    @Nullable String next = read.size() < found.size() ? cursorOf.apply(read.getLast()) : null;
    return new Page<>(read, next);
  }

  /**
   * As many, from the first on, as one page may take.
   *
   * @param key by which the whole is known
   * @param reload reads the whole of those that are cut
   */
  static <T> List<T> first(
      List<Brief<T>> wanted, Function<T, ?> key, Function<List<T>, List<T>> reload) {
    int count = 0;
    long bytes = 0;
    while (count < wanted.size()
        && (count == 0 || bytes + wanted.get(count).bytes() <= PAGE_BYTES)) {
      bytes += wanted.get(count).bytes();
      count++;
    }
    return whole(wanted.subList(0, count), key, reload);
  }

  /** All of these, whole. */
  static <T> List<T> whole(
      List<Brief<T>> wanted, Function<T, ?> key, Function<List<T>, List<T>> reload) {
    List<T> cut = wanted.stream().filter(Brief::isCut).map(Brief::value).toList();
    if (cut.isEmpty()) {
      return wanted.stream().map(Brief::value).toList();
    }
    long missing = wanted.stream().mapToLong(Brief::missing).sum();
    Holding holding = Holding.current();
    holding.take((COPIES + 1) * missing);
    Map<Object, T> read = new HashMap<>();
    reload.apply(cut).forEach(one -> read.put(key.apply(one), one));
    holding.give(COPIES * missing);
    List<T> whole = new ArrayList<>();
    for (Brief<T> one : wanted) {
      T found = one.isCut() ? read.get(key.apply(one.value())) : one.value();
      if (found != null) {
        whole.add(found);
      }
    }
    return Collections.unmodifiableList(whole);
  }
}
