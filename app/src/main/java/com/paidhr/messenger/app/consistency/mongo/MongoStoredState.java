package com.paidhr.messenger.app.consistency.mongo;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.app.consistency.ConsistencySettings;
import com.paidhr.messenger.app.consistency.Place;
import com.paidhr.messenger.app.consistency.Place.Part;
import com.paidhr.messenger.app.consistency.StoredState;
import com.paidhr.messenger.app.consistency.Walk;
import com.paidhr.messenger.shared.ConversationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Walks from conversation to conversation, then through dead letters and files. */
@ApplicationScoped
class MongoStoredState implements StoredState {
  private static final String[] FIELDS = {"type", "members", "change"};

  /** The embedded store has no order of ids, so each look for the next ones is a scan. */
  private static final int CONVERSATIONS_AT_ONCE = 50;

  private final Documents documents;
  private final MemberLook members;
  private final ReceiptLook receipts;
  private final MessageLook messages;
  private final LetterLook letters;
  private final FileLook files;

  @Inject
  MongoStoredState(MongoDatabase database, ConsistencySettings settings, Clock clock) {
    this.documents = new Documents(database);
    Settled settled = new Settled(clock, settings.settledAfter());
    this.members = new MemberLook(documents);
    this.receipts = new ReceiptLook(documents, settled);
    this.messages = new MessageLook(documents, settled);
    this.letters = new LetterLook(documents, settled);
    this.files = new FileLook(documents, settled);
  }

  @Override
  public boolean exists(ConversationId conversation) {
    return !documents.byId("conversations", Set.of(conversation.value()), "type").isEmpty();
  }

  @Override
  public @Nullable Place step(Place from, Walk walk) {
    return switch (from.part()) {
      case CONVERSATIONS ->
          from.seq() == Place.DONE_WITH_IT ? nextConversations(from, walk) : within(from, walk);
      case LETTERS -> next(letters.look(from.id(), walk), Part.LETTERS, Part.FILES);
      case FILES -> next(files.look(from.id(), walk), Part.FILES, null);
    };
  }

  private static @Nullable Place next(@Nullable String last, Part same, @Nullable Part behind) {
    if (last != null) {
      return new Place(same, last, Place.DONE_WITH_IT, "");
    }
    return behind == null ? null : Place.beginning(behind);
  }

  private Place nextConversations(Place from, Walk walk) {
    List<Document> next =
        documents.behind("conversations", from.id(), CONVERSATIONS_AT_ONCE, FIELDS);
    walk.read(next.size());
    Place place = Place.beginning(Part.LETTERS);
    for (Document conversation : next) {
      place = Place.beginning(conversation.getString("_id"));
      while (place.seq() != Place.DONE_WITH_IT) {
        place = within(conversation, place, walk);
        if (!walk.goesOn()) {
          return place;
        }
      }
    }
    return place;
  }

  private Place within(Place from, Walk walk) {
    Document conversation =
        documents.byId("conversations", Set.of(from.id()), FIELDS).get(from.id());
    return conversation == null ? done(from.id()) : within(conversation, from, walk);
  }

  /** One stretch of a conversation: its receipts where a bucket of them begins, its messages. */
  private Place within(Document conversation, Place from, Walk walk) {
    String id = from.id();
    if (from.seq() == 0 && from.reader().isEmpty()) {
      members.look(conversation, walk);
    }
    if (from.seq() % ReceiptLook.BUCKET == 0) {
      String reader =
          receipts.look(conversation, from.seq() / ReceiptLook.BUCKET, from.reader(), walk);
      if (reader != null) {
        return new Place(Part.CONVERSATIONS, id, from.seq(), reader);
      }
    }
    long behind = from.seq() + MessageLook.AT_ONCE;
    return messages.look(id, Math.max(1, from.seq()), behind - 1, walk)
        ? new Place(Part.CONVERSATIONS, id, behind, "")
        : done(id);
  }

  private static Place done(String conversation) {
    return new Place(Part.CONVERSATIONS, conversation, Place.DONE_WITH_IT, "");
  }
}
