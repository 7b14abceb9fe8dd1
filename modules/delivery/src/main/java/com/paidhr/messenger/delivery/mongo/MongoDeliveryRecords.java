package com.paidhr.messenger.delivery.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.FirstPass;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.domain.Tally;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Collection {@code deliveries}. Per message one document {@code _id = <message>#0}:
 *
 * <pre>
 * n    number of recipients
 * k    number of documents of the message: 1, or {@value #CHUNKS} beyond the detail limit
 * by   sender     q  time of queuing     w  worker of the first pass     at  its time
 * ok   recipients who had it then; absent beyond the detail limit
 * r    the other recipients: user -> { s: W|D|R|F|X, n: attempts, at, a: [attempts] }
 * </pre>
 *
 * Beyond the detail limit the recipients who wait, failed, read it first or were withdrawn lie in
 * {@code r} of {@code <message>#<1..>}, spread by their id, and those who have it are only counted.
 */
@ApplicationScoped
public class MongoDeliveryRecords implements DeliveryRecords {
  private static final int CHUNKS = 33;
  private static final int READ_AT_ONCE = 100;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final MongoCollection<Document> deliveries;
  private final int detailLimit;

  @Inject
  public MongoDeliveryRecords(MongoDatabase database, DeliverySettings settings) {
    this.deliveries = database.getCollection("deliveries");
    this.detailLimit = settings.detailLimit();
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected MongoDeliveryRecords() {
    this.deliveries = null;
    this.detailLimit = 0;
  }

  @Override
  public Set<MessageId> begin(Collection<FirstPass> passes) {
    List<FirstPass> asked = List.copyOf(passes);
    List<UpdateOneModel<Document>> chunks =
        chunks(asked.stream().filter(pass -> !isDetailed(pass)).toList());
    if (!chunks.isEmpty()) {
      deliveries.bulkWrite(chunks, UNORDERED);
    }
    if (asked.isEmpty()) {
      return Set.of();
    }
    BulkWriteResult result =
        deliveries.bulkWrite(asked.stream().map(this::head).toList(), UNORDERED);
    Set<Integer> fresh =
        result.getUpserts().stream().map(u -> u.getIndex()).collect(Collectors.toSet());
    return IntStream.range(0, asked.size())
        .filter(i -> !fresh.contains(i))
        .mapToObj(i -> asked.get(i).message())
        .collect(Collectors.toSet());
  }

  private boolean isDetailed(FirstPass pass) {
    return pass.recipients() <= detailLimit;
  }

  private UpdateOneModel<Document> head(FirstPass pass) {
    boolean detailed = isDetailed(pass);
    Document head =
        new Document("n", pass.recipients())
            .append("k", detailed ? 1 : CHUNKS)
            .append("by", pass.sender().value())
            .append("w", pass.worker())
            .append("q", Date.from(pass.queuedAt()))
            .append("at", Date.from(pass.at()));
    if (detailed) {
      head.append("ok", pass.delivered().stream().map(UserId::value).toList());
      head.append("r", waiting(pass.waiting()));
    }
    return insertIfAbsent(id(pass.message(), 0), head);
  }

  /**
   * Those who wait are stored before the head, so that there is no moment at which they count as
   * having it. A pass that ended in between has left chunks of another time, which are corrected. A
   * message that has its head is left as it is.
   */
  private List<UpdateOneModel<Document>> chunks(List<FirstPass> passes) {
    Map<String, Document> found =
        read(
            passes.stream()
                .flatMap(
                    pass -> IntStream.range(0, CHUNKS).mapToObj(chunk -> id(pass.message(), chunk)))
                .toList());
    List<UpdateOneModel<Document>> updates = new ArrayList<>();
    for (FirstPass pass : passes) {
      if (!found.containsKey(id(pass.message(), 0))) {
        Map<Integer, List<UserId>> waiting =
            pass.waiting().stream().collect(Collectors.groupingBy(MongoDeliveryRecords::chunkOf));
        for (int chunk = 1; chunk < CHUNKS; chunk++) {
          String id = id(pass.message(), chunk);
          Document wanted = waiting(waiting.getOrDefault(chunk, List.of()));
          Document left = found.get(id);
          if (left != null) {
            correction(id, left.get("r", new Document()), wanted).ifPresent(updates::add);
          } else if (!wanted.isEmpty()) {
            updates.add(insertIfAbsent(id, new Document("r", wanted)));
          }
        }
      }
    }
    return updates;
  }

  /** Adds to a chunk who is missing there, and removes who does not wait any more. */
  private static Optional<UpdateOneModel<Document>> correction(
      String id, Document left, Document wanted) {
    Document set = new Document();
    wanted.forEach((user, entry) -> {
      if (!left.containsKey(user)) {
        set.append("r." + user, entry);
      }
    });
    Document unset = new Document();
    left.keySet().stream()
        .filter(user -> !wanted.containsKey(user))
        .forEach(user -> unset.append("r." + user, ""));
    Document change = new Document();
    if (!set.isEmpty()) {
      change.append("$set", set);
    }
    if (!unset.isEmpty()) {
      change.append("$unset", unset);
    }
    return change.isEmpty()
        ? Optional.empty()
        : Optional.of(new UpdateOneModel<>(new Document("_id", id), change));
  }

  private static Document waiting(List<UserId> users) {
    Document waiting = new Document();
    users.forEach(user -> waiting.append(user.value(), new Document("s", "W").append("n", 0)));
    return waiting;
  }

  private static UpdateOneModel<Document> insertIfAbsent(String id, Document content) {
    return new UpdateOneModel<>(
        new Document("_id", id),
        new Document("$setOnInsert", content),
        new UpdateOptions().upsert(true));
  }

  @Override
  public void record(Collection<? extends Outcome> outcomes) {
    List<UpdateOneModel<Document>> updates = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      updates.addAll(updates(outcome));
    }
    if (!updates.isEmpty()) {
      deliveries.bulkWrite(updates, UNORDERED);
    }
  }

  private static List<UpdateOneModel<Document>> updates(Outcome outcome) {
    UserId user = outcome.recipient();
    String head = id(outcome.message(), 0);
    String chunk = id(outcome.message(), chunkOf(user));
    String field = "r." + user.value();
    String state = field + ".s";
    return switch (outcome) {
      case Outcome.Delivered delivered -> {
        Object before = delivered.fresh() ? new Document("$in", List.of("W", "F")) : "W";
        Document drop = new Document("$unset", new Document(field, ""));
        yield List.of(
            update(head, state, before, finalState(field, "D", delivered.attempt())),
            update(head, state, "R", attempted(field, "D", delivered.attempt())),
            update(chunk, state, before, drop),
            update(chunk, state, "R", drop));
      }
      case Outcome.Failed failed ->
          both(head, chunk, state, "W", finalState(field, "F", failed.attempt()));
      case Outcome.Retried retried ->
          both(head, chunk, state, "W", tried(field, retried.attempt()));
      case Outcome.Read read ->
          both(
              head,
              chunk,
              state,
              new Document("$in", List.of("W", "F")),
              new Document(
                  "$set", new Document(state, "R").append(field + ".at", Date.from(read.at()))));
      case Outcome.Replayed replayed ->
          both(head, chunk, state, "F", tried(field, replayed.attempt()));
      case Outcome.Withdrawn withdrawn ->
          both(
              head,
              chunk,
              state,
              new Document("$in", List.of("W", "F")),
              new Document("$set", new Document(state, "X")));
    };
  }

  private static Document finalState(String field, String state, AttemptRecord attempt) {
    Document change = attempted(field, state, attempt);
    change.get("$set", Document.class).append(field + ".at", Date.from(attempt.at()));
    return change;
  }

  private static Document tried(String field, AttemptRecord attempt) {
    return new Document("$set", new Document(field + ".n", attempt.number()))
        .append("$push", new Document(field + ".a", DeliveryDocuments.of(attempt)));
  }

  private static Document attempted(String field, String state, AttemptRecord attempt) {
    return new Document(
            "$set", new Document(field + ".s", state).append(field + ".n", attempt.number()))
        .append("$push", new Document(field + ".a", DeliveryDocuments.of(attempt)));
  }

  private static List<UpdateOneModel<Document>> both(
      String head, String chunk, String state, Object before, Document change) {
    return List.of(update(head, state, before, change), update(chunk, state, before, change));
  }

  private static UpdateOneModel<Document> update(
      String id, String state, Object before, Document change) {
    return new UpdateOneModel<>(new Document("_id", id).append(state, before), change);
  }

  @Override
  public Map<MessageId, DeliveryRecord> find(Collection<MessageId> messages) {
    Map<String, Document> heads = read(messages.stream().map(message -> id(message, 0)).toList());
    List<String> more = new ArrayList<>();
    for (MessageId message : messages) {
      Document head = heads.get(id(message, 0));
      if (head != null) {
        IntStream.range(1, head.getInteger("k", 1)).forEach(chunk -> more.add(id(message, chunk)));
      }
    }
    Map<String, Document> chunks = read(more);
    Map<MessageId, DeliveryRecord> records = new HashMap<>();
    for (MessageId message : messages) {
      Document head = heads.get(id(message, 0));
      if (head != null) {
        List<Document> tail =
            IntStream.range(1, head.getInteger("k", 1))
                .mapToObj(chunk -> chunks.get(id(message, chunk)))
                .filter(Objects::nonNull)
                .toList();
        records.put(message, record(message, head, tail));
      }
    }
    return records;
  }

  private static DeliveryRecord record(MessageId message, Document head, List<Document> tail) {
    List<RecipientStatus> recipients =
        Stream.of(
                DeliveryDocuments.delivered(head),
                DeliveryDocuments.exceptions(head),
                tail.stream().flatMap(DeliveryDocuments::exceptions))
            .flatMap(all -> all)
            .sorted(Comparator.comparing(RecipientStatus::recipient))
            .toList();
    int waiting = 0;
    int failed = 0;
    int withdrawn = 0;
    for (RecipientStatus recipient : recipients) {
      waiting += recipient.state() == State.WAITING ? 1 : 0;
      failed += recipient.state() == State.FAILED ? 1 : 0;
      withdrawn += recipient.state() == State.WITHDRAWN ? 1 : 0;
    }
    return new DeliveryRecord(
        message,
        new UserId(head.getString("by")),
        head.getDate("q").toInstant(),
        head.getDate("at").toInstant(),
        head.getString("w"),
        head.getInteger("k", 1) == 1,
        DeliveryDocuments.exceptions(head).findAny().isEmpty() && tail.isEmpty(),
        new Tally(head.getInteger("n", 0) - withdrawn, waiting, failed),
        recipients);
  }

  @Override
  public Map<UserId, Long> lastSettled(
      ConversationId conversation, long before, Map<UserId, Long> since) {
    Map<UserId, Long> settled = new HashMap<>();
    Set<UserId> open = new HashSet<>(since.keySet());
    long top = before - 1;
    while (!open.isEmpty()) {
      long last = top;
      open.removeIf(user -> {
        long first = since.getOrDefault(user, 1L);
        if (first > last) {
          settled.put(user, first - 1);
        }
        return first > last;
      });
      if (open.isEmpty()) {
        break;
      }
      long from = Math.max(1, top - READ_AT_ONCE + 1);
      List<MessageId> page =
          LongStream.rangeClosed(from, top)
              .mapToObj(seq -> new MessageId(conversation, seq))
              .toList();
      Map<MessageId, DeliveryRecord> records = new TreeMap<>(Comparator.reverseOrder());
      records.putAll(find(page));
      records.forEach((message, record) -> {
        Map<UserId, State> states =
            record.recipients().stream()
                .collect(Collectors.toMap(RecipientStatus::recipient, RecipientStatus::state));
        open.removeIf(user -> {
          if (message.seq() < since.getOrDefault(user, 1L) || !isSettled(user, record, states)) {
            return false;
          }
          settled.put(user, message.seq());
          return true;
        });
      });
      top = from - 1;
    }
    return settled;
  }

  private static boolean isSettled(UserId user, DeliveryRecord record, Map<UserId, State> states) {
    State state = states.get(user);
    return state == null
        ? !record.detailed() || record.sender().equals(user)
        : state != State.WAITING && state != State.READ;
  }

  private Map<String, Document> read(List<String> ids) {
    Map<String, Document> found = new HashMap<>();
    for (int from = 0; from < ids.size(); from += 500) {
      for (Document document :
          deliveries.find(in("_id", ids.subList(from, Math.min(ids.size(), from + 500))))) {
        found.put(document.getString("_id"), document);
      }
    }
    return found;
  }

  private static String id(MessageId message, int chunk) {
    return message + "#" + chunk;
  }

  private static int chunkOf(UserId user) {
    return 1 + Math.floorMod(user.value().hashCode(), CHUNKS - 1);
  }
}
