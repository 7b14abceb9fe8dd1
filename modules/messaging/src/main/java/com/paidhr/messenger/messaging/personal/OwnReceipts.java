package com.paidhr.messenger.messaging.personal;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.messaging.domain.LogEndStore;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReadRange;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What the user read, and when. */
@ApplicationScoped
class OwnReceipts implements PersonalData {
  private static final int CONVERSATIONS_AT_ONCE = 100;
  private static final int BUCKETS_AT_ONCE = 8;

  /** How many seqs the store's idea of where a log ends may lag. */
  private static final long LAG = ReadBucket.SIZE;

  private final Conversations conversations;
  private final ReceiptStore receipts;
  private final LogEndStore ends;

  /** Messages that were read in one go, from one seq to another, both inclusive. */
  record Line(ConversationId conversationId, long fromSeq, long toSeq, Instant readAt) {}

  @Inject
  OwnReceipts(Conversations conversations, ReceiptStore receipts, LogEndStore ends) {
    this.conversations = conversations;
    this.receipts = receipts;
    this.ends = ends;
  }

  @Override
  public String part() {
    return "receipts";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    List<ConversationId> all = conversations.everIn(user);
    for (int from = 0; from < all.size(); from += CONVERSATIONS_AT_ONCE) {
      List<ConversationId> some =
          all.subList(from, Math.min(all.size(), from + CONVERSATIONS_AT_ONCE));
      Map<Reader, Long> through =
          receipts.readThrough(some.stream().map(one -> new Reader(one, user)).toList());
      Map<ConversationId, Long> ended = ends.read(some);
      for (ConversationId conversation : some) {
        Reader reader = new Reader(conversation, user);
        long last =
            Math.max(through.getOrDefault(reader, 0L), ended.getOrDefault(conversation, 0L));
        write(reader, ReadBucket.indexOf(last + LAG), records);
      }
    }
  }

  private void write(Reader reader, long lastIndex, PersonalRecords records) throws IOException {
    for (long from = 0; from <= lastIndex; from += BUCKETS_AT_ONCE) {
      long to = Math.min(lastIndex + 1, from + BUCKETS_AT_ONCE);
      List<ReadBucket> found =
          receipts.buckets(reader, LongStream.range(from, to).boxed().toList()).stream()
              .sorted(Comparator.comparingLong(ReadBucket::index))
              .toList();
      for (ReadBucket bucket : found) {
        for (ReadRange range : bucket.ranges()) {
          records.add(new Line(reader.conversation(), range.from(), range.to(), range.at()));
        }
      }
    }
  }
}
