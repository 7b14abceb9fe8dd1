package com.paidhr.messenger.messaging.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paidhr.messenger.messaging.domain.AuthorBlock;
import com.paidhr.messenger.messaging.domain.AuthorCounts;
import com.paidhr.messenger.messaging.domain.LogCounts;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.WrittenPlaces;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who wrote which place of the logs, kept in memory for the stretches in use: that never changes.
 * What this node sends is known without a question, what others send is asked once for all readers,
 * and whole stretches are stored, so that a node that just started reads them as one document each.
 */
@ApplicationScoped
public class KnownAuthors {
  /** Some 400 bytes each, so at most a few megabytes. */
  private static final int REMEMBERED = 8_192;

  private final AuthorCounts stored;
  private final LogCounts log;
  private final Cache<AuthorBlock, WrittenPlaces> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  @Inject
  KnownAuthors(AuthorCounts stored, LogCounts log) {
    this.stored = stored;
    this.log = log;
  }

  /** This node stored these messages of one conversation, so nothing can take them back. */
  void stored(Collection<Message> messages) {
    for (Message message : messages) {
      AuthorBlock block = AuthorBlock.around(message.id().conversation(), message.seq());
      int place = block.placeOf(message.seq());
      WrittenPlaces places =
          place == 0 ? known.get(block, first -> new WrittenPlaces()) : known.getIfPresent(block);
      if (places != null) {
        places.add(place, message.authorKey().author());
      }
    }
  }

  /**
   * Blocks of the smallest size, each known at least up to the place asked for, in at most three
   * round trips. A place stays unknown only while a majority of the store does not have it.
   *
   * @param wanted the last place wanted of each, counted from 0
   */
  Map<AuthorBlock, WrittenPlaces> upTo(Map<AuthorBlock, Integer> wanted) {
    Map<AuthorBlock, WrittenPlaces> found = new HashMap<>();
    List<AuthorBlock> unmet = new ArrayList<>();
    wanted.forEach((block, last) -> {
      WrittenPlaces places = known.getIfPresent(block);
      if (places == null) {
        unmet.add(block);
      } else {
        found.put(block, places);
      }
    });
    if (!unmet.isEmpty()) {
      Map<AuthorBlock, WrittenPlaces> whole = stored.findPlaces(unmet);
      for (AuthorBlock block : unmet) {
        WrittenPlaces places = whole.getOrDefault(block, new WrittenPlaces());
        found.put(block, known.get(block, first -> places));
      }
    }
    complete(wanted, found);
    return found;
  }

  private void complete(Map<AuthorBlock, Integer> wanted, Map<AuthorBlock, WrittenPlaces> found) {
    List<MessageId> missing = new ArrayList<>();
    Map<AuthorBlock, WrittenPlaces> read = new HashMap<>();
    wanted.forEach((block, last) -> {
      WrittenPlaces places = found.getOrDefault(block, new WrittenPlaces());
      if (places.known() <= last) {
        read.put(block, places);
        for (int place = places.known(); place <= last; place++) {
          missing.add(new MessageId(block.conversation(), block.span().from() + place));
        }
      }
    });
    if (missing.isEmpty()) {
      return;
    }
    Map<MessageId, String> authors = log.settledAuthors(missing);
    for (MessageId id : missing) { // ascending within each block
      AuthorBlock block = AuthorBlock.around(id.conversation(), id.seq());
      WrittenPlaces places = read.get(block);
      String author = authors.get(id);
      if (places != null && author != null) {
        places.add(block.placeOf(id.seq()), author);
      }
    }
    read.values().removeIf(places -> !places.isWhole());
    stored.addPlaces(read);
  }
}
