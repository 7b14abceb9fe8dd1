package com.paidhr.messenger.app.consistency.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.CountOptions;
import com.paidhr.messenger.app.consistency.Finding;
import com.paidhr.messenger.app.consistency.Walk;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** A conversation counts the members that it has, unless a change of them is under way. */
final class MemberLook {
  /** More members than any conversation may have. */
  private static final int MOST = 1_000_001;

  private final Documents documents;

  MemberLook(Documents documents) {
    this.documents = documents;
  }

  void look(Document conversation, Walk walk) {
    if (difference(conversation) != 0) {
      String id = conversation.getString("_id");
      walk.found(
          Settled.twice(() -> {
            Document now = documents.byId("conversations", Set.of(id), "members", "change").get(id);
            return now == null ? List.of() : judge(now);
          }));
    }
  }

  private List<Finding> judge(Document conversation) {
    long difference = difference(conversation);
    if (difference == 0) {
      return List.of();
    }
    String id = conversation.getString("_id");
    long counted = Documents.number(conversation, "members");
    return List.of(
        new Finding(
            Finding.Kind.MEMBER_COUNT,
            id,
            id,
            "It counts %d members and has %d".formatted(counted, counted - difference)));
  }

  private long difference(Document conversation) {
    if (conversation.containsKey("change")) {
      return 0;
    }
    long present =
        documents
            .of("memberships")
            .countDocuments(
                and(eq("conversationId", conversation.getString("_id")), eq("current", true)),
                new CountOptions().limit(MOST));
    return Documents.number(conversation, "members") - present;
  }
}
