package com.paidhr.messenger.messaging.mongo;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.domain.AuthorCounts;
import com.paidhr.messenger.messaging.domain.AuthoredMessages;
import com.paidhr.messenger.messaging.domain.ChangeMarks;
import com.paidhr.messenger.messaging.domain.ChangedMessages;
import com.paidhr.messenger.messaging.domain.Erasures;
import com.paidhr.messenger.messaging.domain.LegalHolds;
import com.paidhr.messenger.messaging.domain.LogCounts;
import com.paidhr.messenger.messaging.domain.LogEndStore;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.Reports;
import com.paidhr.messenger.messaging.domain.RetentionPlaces;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.messaging.domain.SearchIndex;
import com.paidhr.messenger.messaging.domain.Tombstones;
import com.paidhr.messenger.shared.mongo.StoredForm;

/** Opens the module's stores over a database, with its indexes. */
public final class TestLogs {
  private TestLogs() {}

  public static MessageLog log(MongoDatabase database) {
    new MessagingSchema(database).create();
    return new MongoMessageLog(database);
  }

  public static LogEndStore ends(MongoDatabase database) {
    return new MongoLogEndStore(database);
  }

  public static LogCounts counts(MongoDatabase database) {
    return new MongoLogCounts(database);
  }

  public static AuthorCounts authorCounts(MongoDatabase database) {
    return new MongoAuthorCounts(database);
  }

  public static Tombstones tombstones(MongoDatabase database) {
    return new MongoTombstones(database);
  }

  /** As at the start of a node over data from before places of deleted messages were kept. */
  public static void noteEarlierDeletions(MongoDatabase database) {
    new MongoTombstones(database).complete();
  }

  public static ReceiptStore receipts(MongoDatabase database) {
    return new MongoReceiptStore(database);
  }

  public static MessageEdits edits(MongoDatabase database) {
    return new MongoMessageEdits(database, new MongoTombstones(database));
  }

  public static LegalHolds holds(MongoDatabase database) {
    return new MongoLegalHolds(database);
  }

  public static RetentionPlaces places(MongoDatabase database) {
    return new MongoRetentionPlaces(database);
  }

  public static Erasures erasures(MongoDatabase database) {
    return new MongoErasures(database);
  }

  public static AuthoredMessages authored(MongoDatabase database) {
    return new MongoAuthoredMessages(database);
  }

  public static Reports reports(MongoDatabase database) {
    return new MongoReports(database);
  }

  public static ChangeMarks marks(MongoDatabase database) {
    return new MongoChangeMarks(database);
  }

  public static ChangedMessages changes(MongoDatabase database) {
    return new MongoChangedMessages(database);
  }

  public static SearchIndex search(MongoDatabase database) {
    return new MongoSearchIndex(database);
  }

  public static Schedules schedules(MongoDatabase database) {
    return new MongoSchedules(database);
  }

  public static StoredForm terms(MongoDatabase database) {
    return new MessageTerms(database);
  }
}
