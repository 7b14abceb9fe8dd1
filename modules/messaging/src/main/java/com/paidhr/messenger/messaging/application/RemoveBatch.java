package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.media.MediaLibrary;
import com.paidhr.messenger.messaging.MessageChanged;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.ChangeMarks;
import com.paidhr.messenger.messaging.domain.HoldScope;
import com.paidhr.messenger.messaging.domain.LegalHolds;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.Reports;
import com.paidhr.messenger.messaging.domain.RetentionPlaces;
import com.paidhr.messenger.messaging.domain.RetentionPlaces.Swept;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes the oldest messages of one conversation, at most two hundred at once and in a fixed
 * number of store commands. Each becomes a tombstone, as by a deletion, and everybody is told of it
 * as of one; with it go its files, earlier bodies, search words, reactions and what reports show of
 * it. SYSTEM messages stay: they are what the log tells of its members.
 */
@ApplicationScoped
public class RemoveBatch {
  private static final int BATCH = 200;

  private final MessageLog log;
  private final MessageEdits edits;
  private final ChangeMarks marks;
  private final LegalHolds holds;
  private final Reports reports;
  private final ReceiptStore receipts;
  private final MediaLibrary media;
  private final RetentionPlaces places;
  private final Announcements announcements;

  /**
   * What came of it.
   *
   * @param mayHaveMore whether the next batch may have something to do
   */
  record Outcome(Swept place, int removed, boolean mayHaveMore) {}

  @Inject
  RemoveBatch(
      MessageLog log,
      MessageEdits edits,
      ChangeMarks marks,
      LegalHolds holds,
      Reports reports,
      ReceiptStore receipts,
      MediaLibrary media,
      RetentionPlaces places,
      Announcements announcements) {
    this.log = log;
    this.edits = edits;
    this.marks = marks;
    this.holds = holds;
    this.reports = reports;
    this.receipts = receipts;
    this.media = media;
    this.places = places;
    this.announcements = announcements;
  }

  /**
   * Removes what was sent before the time, from behind the place on up to the first younger one.
   */
  Outcome behind(ConversationId conversation, Swept place, Instant before, Instant now) {
    List<Message> old =
        log.stretch(conversation, place.upTo() + 1, place.upTo() + BATCH).stream()
            .map(Brief::value)
            .takeWhile(message -> message.createdAt().isBefore(before))
            .toList();
    Set<HoldScope> held = held(conversation, old);
    if (old.isEmpty() || held.contains(HoldScope.of(conversation))) {
      return new Outcome(place, 0, false);
    }
    List<Message> written =
        old.stream().filter(message -> message.kind() != MessageKind.SYSTEM).toList();
    List<Message> free =
        written.stream().filter(message -> !held.contains(HoldScope.of(message.sender()))).toList();
    List<MessageId> alive =
        free.stream().filter(message -> !message.isDeleted()).map(Message::id).toList();
    remove(free, now);
    boolean skips = place.skipped() || free.size() < written.size();
    Swept swept = new Swept(old.getLast().seq(), skips);
    if (!skips) {
      forgetReceipts(conversation, place, swept);
    }
    places.swept(conversation, swept);
    if (skips && held(conversation, written).isEmpty()) {
      places.forgetSkipped(); // lifted meanwhile, perhaps before this was noted
    }
    return new Outcome(swept, alive.size(), old.size() == BATCH);
  }

  private Set<HoldScope> held(ConversationId conversation, List<Message> messages) {
    Set<HoldScope> scopes = new HashSet<>(Set.of(HoldScope.of(conversation)));
    messages.forEach(message -> scopes.add(HoldScope.of(message.sender())));
    return holds.among(scopes);
  }

  /**
   * Removes these messages of one conversation, none of them a SYSTEM one. Those that are deleted
   * already are swept once more, since a node may have stopped in between.
   */
  void remove(List<Message> messages, Instant now) {
    if (messages.isEmpty()) {
      return;
    }
    List<Message> alive = messages.stream().filter(message -> !message.isDeleted()).toList();
    edits.deleteAll(alive, now);
    if (!alive.isEmpty()) {
      marks
          .messages(alive.stream().map(Message::id).toList())
          .forEach(change -> announcements.announce(new MessageChanged(now, change)));
    }
    List<MessageId> ids = messages.stream().map(Message::id).toList();
    List<Message> tombstones =
        log.brief(ids).stream().map(Brief::value).filter(Message::isDeleted).toList();
    edits.sweepAll(tombstones, now);
    reports.forgetExcerpts(ids);
    Map<MessageId, List<MediaId>> files = new HashMap<>();
    for (Message message : tombstones) {
      if (!message.attachments().isEmpty()) {
        files.put(message.id(), message.attachments().stream().map(AttachmentSummary::id).toList());
      }
    }
    if (!files.isEmpty()) {
      media.releaseAll(files);
      edits.forgetFiles(files.keySet());
    }
  }

  /** Who read what of a stretch goes when nothing is left of it to be read. */
  private void forgetReceipts(ConversationId conversation, Swept from, Swept to) {
    long done = ReadBucket.indexOf(to.upTo() + 1);
    for (long index = ReadBucket.indexOf(from.upTo() + 1); index < done; index++) {
      receipts.forget(conversation, index);
    }
  }
}
