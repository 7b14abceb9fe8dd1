package com.paidhr.messenger.delivery.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * k    number of documents of the message: 1, or {@value DeliveryDocuments#CHUNKS} beyond the detail limit
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
  private static final int READ_AT_ONCE = 100;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final MongoCollection<Document> deliveries;
  private final FirstPassUpdates firstPasses;

  @Inject
  public MongoDeliveryRecords(MongoDatabase database, DeliverySettings settings) {
    this.deliveries = database.getCollection("deliveries");
    this.firstPasses = new FirstPassUpdates(settings.detailLimit());
  }

  @Override
  public Set<MessageId> begin(Collection<FirstPass> passes) {
    List<FirstPass> asked = List.copyOf(passes);
    List<FirstPass> large = asked.stream().filter(pass -> !firstPasses.isDetailed(pass)).toList();
    List<UpdateOneModel<Document>> chunks =
        FirstPassUpdates.chunks(large, read(FirstPassUpdates.ids(large)));
    if (!chunks.isEmpty()) {
      deliveries.bulkWrite(chunks, UNORDERED);
    }
    if (asked.isEmpty()) {
      return Set.of();
    }
    BulkWriteResult result =
        deliveries.bulkWrite(asked.stream().map(firstPasses::head).toList(), UNORDERED);
    Set<Integer> fresh =
        result.getUpserts().stream().map(u -> u.getIndex()).collect(Collectors.toSet());
    return IntStream.range(0, asked.size())
        .filter(i -> !fresh.contains(i))
        .mapToObj(i -> asked.get(i).message())
        .collect(Collectors.toSet());
  }

  @Override
  public void record(Collection<? extends Outcome> outcomes) {
    List<UpdateOneModel<Document>> updates = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      updates.addAll(OutcomeUpdates.of(outcome));
    }
    if (!updates.isEmpty()) {
      deliveries.bulkWrite(updates, UNORDERED);
    }
  }

  @Override
  public Map<MessageId, DeliveryRecord> find(Collection<MessageId> messages) {
    Map<String, Document> heads =
        read(messages.stream().map(message -> DeliveryDocuments.id(message, 0)).toList());
    List<String> more = new ArrayList<>();
    for (MessageId message : messages) {
      Document head = heads.get(DeliveryDocuments.id(message, 0));
      if (head != null) {
        IntStream.range(1, head.getInteger("k", 1))
            .forEach(chunk -> more.add(DeliveryDocuments.id(message, chunk)));
      }
    }
    Map<String, Document> chunks = read(more);
    Map<MessageId, DeliveryRecord> records = new HashMap<>();
    for (MessageId message : messages) {
      Document head = heads.get(DeliveryDocuments.id(message, 0));
      if (head != null) {
        List<Document> tail =
            IntStream.range(1, head.getInteger("k", 1))
                .mapToObj(chunk -> chunks.get(DeliveryDocuments.id(message, chunk)))
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
}
