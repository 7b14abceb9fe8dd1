package com.paidhr.messenger.media.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.paidhr.messenger.media.domain.Quota;
import com.paidhr.messenger.media.domain.Usage;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Counts stored bytes in the collection {@code storedBytes}: {@code _id "user:<id>" or "all",
 * bytes, open {<file>: bytes}, gone {<file>: true}}. {@code open} are charges whose file is not
 * known to be complete, {@code gone} files whose bytes were given back and which are being removed.
 * Every step is one conditional write that does nothing when it is repeated, so the count stays
 * right under races and when a process ends in between.
 */
final class ByteLedger {
  private static final String ALL = "all";
  private static final String BYTES = "bytes";

  private final MongoCollection<Document> counts;

  ByteLedger(MongoCollection<Document> counts) {
    this.counts = counts;
  }

  Usage usage(UserId owner) {
    Map<String, Long> bytes = new HashMap<>();
    counts
        .find(in("_id", List.of(account(owner), ALL)))
        .projection(new Document(BYTES, 1))
        .forEach(
            count -> bytes.put(count.getString("_id"), count.get(BYTES, Number.class).longValue()));
    return new Usage(bytes.getOrDefault(account(owner), 0L), bytes.getOrDefault(ALL, 0L));
  }

  /** Charges the owner and all; false, and nothing is charged, where the quota is used up. */
  boolean charge(UserId owner, MediaId file, long size, Quota quota) {
    if (!charge(account(owner), file, size, quota.perUser())) {
      return false;
    }
    if (charge(ALL, file, size, quota.all())) {
      return true;
    }
    withdraw(owner, file, size);
    return false;
  }

  private boolean charge(String account, MediaId file, long size, long limit) {
    if (size > limit) {
      return false;
    }
    Bson fits = and(eq("_id", account), lte(BYTES, limit - size));
    Bson charged = combine(inc(BYTES, size), set(open(file), size));
    // Else it is used up, or somebody else has made the first charge at the same time.
    return UniqueKeys.tryWrite(
            () -> counts.updateOne(fits, charged, new UpdateOptions().upsert(true)))
        || counts.updateOne(fits, charged).getMatchedCount() == 1;
  }

  /** The charged file is complete. */
  void confirm(UserId owner, MediaId file) {
    counts.updateMany(in("_id", List.of(account(owner), ALL)), unset(open(file)));
  }

  /** Gives back what was charged for a file that was not completed, if it was charged. */
  void withdraw(UserId owner, MediaId file, long size) {
    both(owner, exists(open(file)), combine(inc(BYTES, -size), unset(open(file))));
  }

  /** Gives back the bytes of a complete file that is being removed, once. */
  void giveBack(UserId owner, MediaId file, long size) {
    both(
        owner,
        exists(gone(file), false),
        combine(inc(BYTES, -size), set(gone(file), true), unset(open(file))));
  }

  /** The file is removed. */
  void forget(UserId owner, MediaId file) {
    counts.updateMany(in("_id", List.of(account(owner), ALL)), unset(gone(file)));
  }

  private void both(UserId owner, Bson condition, Bson change) {
    counts.updateMany(and(in("_id", List.of(account(owner), ALL)), condition), change);
  }

  private static String account(UserId owner) {
    return "user:" + owner.value();
  }

  private static String open(MediaId file) {
    return "open." + file.value();
  }

  private static String gone(MediaId file) {
    return "gone." + file.value();
  }
}
