package com.paidhr.messenger.app.consistency.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.app.consistency.Finding;
import com.paidhr.messenger.app.consistency.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Nobody has read what they could never see, or what was never written. */
final class ReceiptLook {
  /** Places of one bucket of receipts. */
  static final long BUCKET = 1_000;

  private static final int AT_ONCE = 200;

  /** Closed intervals that a membership keeps; what was before them is not known any more. */
  private static final int KEPT_INTERVALS = 32;

  private final Documents documents;
  private final Settled settled;

  ReceiptLook(Documents documents, Settled settled) {
    this.documents = documents;
    this.settled = settled;
  }

  /**
   * Looks at the receipts of some readers.
   *
   * @param after the last reader that was looked at, or the empty text
   * @return the last reader, or null when there are no more
   */
  @Nullable String look(Document conversation, long bucket, String after, Walk walk) {
    List<Document> page = page(conversation.getString("_id"), bucket, after);
    walk.read(page.size());
    walk.found(Settled.twice(() -> judge(conversation, bucket, page)));
    return page.size() < AT_ONCE ? null : page.getLast().getString("user");
  }

  private List<Document> page(String conversation, long bucket, String after) {
    return documents
        .of("receipts")
        .find(and(eq("block", conversation + ":" + bucket), gt("user", after)))
        .sort(Sorts.ascending("user"))
        .limit(AT_ONCE)
        .into(new ArrayList<>());
  }

  private List<Finding> judge(Document conversation, long bucket, List<Document> page) {
    String id = conversation.getString("_id");
    Map<String, Document> members =
        documents.byId(
            "memberships",
            page.stream().map(receipt -> id + ":" + receipt.getString("user")).toList(),
            "since",
            "past");
    Map<String, Long> last = new HashMap<>();
    page.forEach(receipt -> last.put(receipt.getString("user"), lastOf(receipt, bucket)));
    Set<String> written =
        documents
            .byId(
                "messages",
                last.values().stream().map(seq -> id + "." + seq).collect(Collectors.toSet()),
                "seq")
            .keySet();
    List<Finding> findings = new ArrayList<>();
    for (Document receipt : page) {
      String user = receipt.getString("user");
      Document member = members.get(id + ":" + user);
      if (!written.contains(id + "." + last.get(user))) {
        findings.add(
            finding(id, receipt, "Read up to " + last.get(user) + ", which does not exist"));
      }
      for (Document range : Documents.list(receipt, "ranges")) {
        long from = bucket * BUCKET + Documents.number(range, "f");
        long to = bucket * BUCKET + Documents.number(range, "t");
        if (settled.isSettled(Documents.time(range, "at"))
            && !isSeen(conversation.getString("type"), member, from, to)) {
          findings.add(
              finding(id, receipt, "Read " + from + " to " + to + ", outside of the membership"));
        }
      }
    }
    return findings;
  }

  private static long lastOf(Document receipt, long bucket) {
    return bucket * BUCKET
        + Documents.list(receipt, "ranges").stream()
            .mapToLong(range -> Documents.number(range, "t"))
            .max()
            .orElse(0);
  }

  /** Everybody reads channels; both see all of a private conversation; groups have intervals. */
  private static boolean isSeen(String type, @Nullable Document member, long from, long to) {
    if (type.equals("CHANNEL")) {
      return true;
    }
    if (member == null || type.equals("PRIVATE")) {
      return member != null;
    }
    long since = Documents.number(member, "since");
    List<Document> past = Documents.list(member, "past");
    return (since > 0 && from >= since)
        || past.stream()
            .anyMatch(interval ->
                from >= Documents.number(interval, "from")
                    && to <= Documents.number(interval, "to"))
        || (past.size() >= KEPT_INTERVALS && from < Documents.number(past.getFirst(), "from"));
  }

  private static Finding finding(String conversation, Document receipt, String detail) {
    return new Finding(
        Finding.Kind.RECEIPT_OUTSIDE, conversation, receipt.getString("_id"), detail);
  }
}
