package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.MessageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A page of hits while it is found. It is full by number, by the bytes of its hits, or when so many
 * bytes were read for it that another request shall go on. Long bodies are read a few at a time.
 */
final class SearchPage {
  /** How many bytes of bodies one request reads, for its hits and for what quotations leave out. */
  private static final long MAX_READ = 8 << 20;

  private static final long READ_AT_ONCE = 256 << 10;

  private final MessageLog log;
  private final int limit;
  private final List<SearchHit> hits = new ArrayList<>();
  private final Map<MessageId, Message> read = new HashMap<>();
  private long bytesOfHits;
  private long bytesRead;

  SearchPage(MessageLog log, int limit) {
    this.log = log;
    this.limit = limit;
  }

  List<SearchHit> hits() {
    return hits;
  }

  /** Whether the page ends before this one. The first one that is looked at always has room. */
  boolean isFull(Brief<Message> next) {
    return hits.size() == limit
        || (!hits.isEmpty() && bytesOfHits + next.bytes() > WholeBodies.PAGE_BYTES)
        || (bytesRead > 0 && bytesRead + next.missing() > MAX_READ);
  }

  void add(Brief<Message> found, SearchHit hit) {
    bytesOfHits += found.bytes();
    hits.add(hit);
  }

  /**
   * The whole message.
   *
   * @param all those that may be asked for next; some of them are read along
   */
  Message whole(List<Brief<Message>> all, Brief<Message> one) {
    if (!one.isCut()) {
      return one.value();
    }
    if (!read.containsKey(one.value().id())) {
      readFrom(all, all.indexOf(one));
    }
    return Objects.requireNonNull(read.remove(one.value().id()), "Messages do not vanish");
  }

  private void readFrom(List<Brief<Message>> all, int start) {
    read.clear();
    List<Brief<Message>> some = new ArrayList<>();
    long bytes = 0;
    for (Brief<Message> next : all.subList(start, all.size())) {
      if (!some.isEmpty() && bytes + next.missing() > READ_AT_ONCE) {
        break;
      }
      if (next.isCut()) {
        bytes += next.missing();
        some.add(next);
      }
    }
    bytesRead += bytes;
    WholeBodies.whole(some, Message::id, cut -> log.findAll(cut.stream().map(Message::id).toList()))
        .forEach(message -> read.put(message.id(), message));
  }
}
