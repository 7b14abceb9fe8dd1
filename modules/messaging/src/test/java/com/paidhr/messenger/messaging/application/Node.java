package com.paidhr.messenger.messaging.application;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.RetentionPolicies.Policy;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.identity.UserErasure;
import com.paidhr.messenger.identity.UserSummary;
import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.media.MediaLibrary;
import com.paidhr.messenger.messaging.domain.LogCounts;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.HeavyWork;
import com.paidhr.messenger.shared.limits.LimitSettings;
import com.paidhr.messenger.testsupport.NotedAudit;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One node's use cases over a real store, wired by hand, with a house that everybody is in. */
final class Node {
  /** Cut to milliseconds, as in production. */
  static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));

  static final MessagingSettings SETTINGS =
      new MessagingSettings(
          Duration.ofDays(1),
          Duration.ofDays(366),
          60,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          0,
          Duration.ofMinutes(1));

  final OpenHouse conversations = new OpenHouse();
  final Set<UserId> hiding = ConcurrentHashMap.newKeySet();
  final List<MessageId> released = new ArrayList<>();
  final List<MessageId> referenced = new CopyOnWriteArrayList<>();
  final MessageLog log;
  final ReceiptStore receipts;
  final KnownReceipts knownReceipts;
  final Sequencer sequencer;
  final SendMessage send;
  final ReadHistory history;
  final MarkRead markRead;
  final MarkManyRead markManyRead;
  final UnreadCounts unread;
  final ChangeMessage change;
  final MarkMessage mark;
  final SearchMessages search;
  final ReadThreads threads;
  final Schedules schedules;
  final ShownReceipts shownReceipts;
  final Previews previews;
  final ScheduleMessage schedule;
  final OwnSchedules ownSchedules;
  final SendDueMessages sendDue;
  final HoldMessages holds;
  final RemoveOldMessages removeOld;
  final EraseUsers eraseUsers;
  final AdvanceErasures erasures;
  final List<UserId> nameless = new CopyOnWriteArrayList<>();
  final List<UserId> collected = new CopyOnWriteArrayList<>();
  final NotedAudit audit = new NotedAudit();

  /** What the room says of how long messages are kept. */
  int retentionDays = 30;

  Node(MongoDatabase database, Clock clock, Announcements announcements) {
    this(TestLogs.log(database), database, clock, announcements);
  }

  Node(MessageLog log, MongoDatabase database, Clock clock, Announcements announcements) {
    this(Stores.of(database).with(log), database, clock, announcements);
  }

  Node(Stores stores, MongoDatabase database, Clock clock, Announcements announcements) {
    log = stores.log();
    receipts = stores.receipts();
    schedules = stores.schedules();
    LogEnds ends = new LogEnds(TestLogs.ends(database));
    LogCounts counts = TestLogs.counts(database);
    KnownAuthors authors = new KnownAuthors(TestLogs.authorCounts(database), counts);
    KnownMessages known = new KnownMessages();
    sequencer = new Sequencer(log, conversations, ends, authors, known, clock);
    UserDirectory users = new NamesAreIds();
    FindMentions mentions = new FindMentions(users, conversations);
    MediaLibrary media = stores.stopping(MediaLibrary.class, new AnyFile());
    send =
        new SendMessage(
            sequencer,
            log,
            conversations,
            media,
            new Ties(log, stores.edits(), media, clock),
            mentions,
            announcements,
            new IdGenerator());
    history = new ReadHistory(log, ends, known, conversations);
    knownReceipts = new KnownReceipts(receipts, Runnable::run);
    markRead = new MarkRead(log, known, counts, knownReceipts, conversations, announcements, clock);
    markManyRead = new MarkManyRead(markRead, log, ends, conversations);
    unread =
        new UnreadCounts(
            receipts,
            knownReceipts,
            new Uncounted(
                authors,
                new WrittenBy(TestLogs.authorCounts(database), authors),
                TestLogs.tombstones(database),
                counts));
    holds =
        new HoldMessages(
            TestLogs.holds(database),
            TestLogs.places(database),
            conversations,
            users,
            new NotedAudit(),
            clock);
    change =
        new ChangeMessage(
            log,
            stores.edits(),
            conversations,
            media,
            mentions,
            announcements,
            holds,
            new NotedAudit(),
            SETTINGS,
            clock);
    mark = new MarkMessage(log, stores.edits(), conversations, announcements, clock);
    search =
        new SearchMessages(
            TestLogs.search(database),
            log,
            ends,
            conversations,
            new HeavyWork(LimitSettings.STANDARD));
    threads = new ReadThreads(log, stores.edits(), conversations);
    shownReceipts = new ShownReceipts(receipts, users);
    previews =
        new Previews(
            log,
            new NewestMessages(log, ends),
            unread,
            knownReceipts,
            shownReceipts,
            conversations);
    schedule = new ScheduleMessage(send, schedules, SETTINGS, new IdGenerator(), clock);
    ownSchedules = new OwnSchedules(schedules);
    sendDue = new SendDueMessages(send, schedules, SETTINGS, clock);
    RemoveBatch removeBatch =
        new RemoveBatch(
            log,
            stores.edits(),
            TestLogs.marks(database),
            TestLogs.holds(database),
            TestLogs.reports(database),
            receipts,
            media,
            TestLogs.places(database),
            announcements);
    removeOld =
        new RemoveOldMessages(
            (all, after, limit) ->
                after == null ? List.of(new Policy(Drafts.ROOM, retentionDays)) : List.of(),
            TestLogs.places(database),
            log,
            removeBatch,
            SETTINGS,
            new IdGenerator(),
            clock);
    UserErasure identity = new Nameless();
    eraseUsers =
        new EraseUsers(
            TestLogs.erasures(database),
            identity,
            TestLogs.holds(database),
            audit,
            new IdGenerator(),
            clock);
    erasures =
        new AdvanceErasures(
            TestLogs.erasures(database),
            identity,
            (user, after, limit) -> after == null ? List.of(Drafts.ROOM) : List.of(),
            TestLogs.authored(database),
            removeBatch,
            TestLogs.holds(database),
            TestLogs.reports(database),
            schedules,
            media,
            audit,
            SETTINGS,
            new IdGenerator(),
            clock);
  }

  /** What a node keeps its data in, perhaps only up to the point where it stops. */
  record Stores(
      MessageLog log,
      Schedules schedules,
      MessageEdits edits,
      ReceiptStore receipts,
      @Nullable Stopping stop) {

    static Stores of(MongoDatabase database) {
      return new Stores(
          TestLogs.log(database),
          TestLogs.schedules(database),
          TestLogs.edits(database),
          TestLogs.receipts(database),
          null);
    }

    Stores with(MessageLog other) {
      return new Stores(other, schedules, edits, receipts, stop);
    }

    Stores with(MessageEdits other) {
      return new Stores(log, schedules, other, receipts, stop);
    }

    Stores stoppingAt(Stopping point) {
      return new Stores(
          point.of(MessageLog.class, log),
          point.of(Schedules.class, schedules),
          point.of(MessageEdits.class, edits),
          point.of(ReceiptStore.class, receipts),
          point);
    }

    <T> T stopping(Class<T> type, T part) {
      return stop == null ? part : stop.of(type, part);
    }
  }

  MessageId send(UserId sender, String body) {
    return send.send(message(sender, body, null)).message().id();
  }

  MessageId answer(UserId sender, String body, MessageId answered) {
    return send.send(new NewMessage(Drafts.ROOM, sender, body, List.of(), answered, null))
        .message()
        .id();
  }

  static NewMessage message(UserId sender, String body, @Nullable String key) {
    return new NewMessage(Drafts.ROOM, sender, body, List.of(), null, key);
  }

  /** Remembers what was announced. */
  @Vetoed
  static final class Heard extends Announcements {
    final List<DomainEvent> events = new ArrayList<>();

    @Override
    synchronized void announceOrFail(DomainEvent event) {
      events.add(event);
    }
  }

  /** Everybody's id is their name. */
  private final class NamesAreIds implements UserDirectory {
    @Override
    public Optional<UserSummary> find(UserId id) {
      return Optional.of(new UserSummary(id, id.value(), id.value()));
    }

    @Override
    public Map<UserId, UserSummary> findAll(Collection<UserId> ids) {
      Map<UserId, UserSummary> users = new HashMap<>();
      ids.forEach(id -> users.put(id, new UserSummary(id, id.value(), id.value())));
      return users;
    }

    @Override
    public Set<UserId> hidingReceipts(Collection<UserId> ids) {
      return ids.stream().filter(hiding::contains).collect(Collectors.toSet());
    }

    @Override
    public Map<String, UserId> byUsernames(Collection<String> usernames) {
      Map<String, UserId> users = new HashMap<>();
      usernames.stream()
          .filter(name -> name.matches("[a-z]+"))
          .forEach(name -> users.put(name, new UserId(name)));
      return users;
    }
  }

  /** Remembers whose names are gone. */
  private final class Nameless implements UserErasure {
    @Override
    public void deactivate(UserId actor, UserId user) {}

    @Override
    public void erase(UserId user) {
      nameless.add(user);
    }
  }

  /** Every file exists. */
  private final class AnyFile implements MediaLibrary {
    @Override
    public List<AttachmentSummary> hold(AttachmentIntent intent, List<MediaId> media) {
      return media.stream()
          .map(id -> new AttachmentSummary(id, id + ".png", "image/png", 7, 1, 1))
          .toList();
    }

    @Override
    public void reference(AttachmentIntent intent, MessageId message, List<MediaId> media) {
      referenced.add(message);
    }

    @Override
    public void release(MessageId message, List<MediaId> media) {
      released.add(message);
    }

    @Override
    public void releaseAll(Map<MessageId, List<MediaId>> media) {
      released.addAll(media.keySet());
    }

    @Override
    public void collectAllOf(UserId owner) {
      collected.add(owner);
    }
  }
}
