package com.paidhr.messenger.media.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.Quota;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.media.domain.Usage;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Files in the GridFS bucket {@code media} (see {@link FileDocuments}), and in {@code uploads}
 * ({@code _id} as the file, {@code startedAt, owner, charged?}) those that are on their way or were
 * interrupted.
 */
@ApplicationScoped
class GridFsFileStore implements FileStore {
  static final int CHUNK_SIZE = 261_120;
  private static final int FILES_AT_ONCE = 100;
  private static final String BUCKET = "media";
  private static final String STARTED_AT = "startedAt";
  private static final String OWNER = "owner";
  private static final String CHARGED = "charged";

  private final MongoCollection<Document> files;
  private final MongoCollection<Document> chunks;
  private final MongoCollection<Document> uploads;
  private final ByteLedger ledger;

  @Inject
  GridFsFileStore(MongoDatabase database) {
    this.files = database.getCollection(BUCKET + ".files");
    this.chunks = database.getCollection(BUCKET + ".chunks");
    this.uploads = database.getCollection("uploads");
    this.ledger = new ByteLedger(database.getCollection("storedBytes"));
  }

  void createIndexes(@Observes @Initialized(ApplicationScoped.class) Object event) {
    chunks.createIndex(Indexes.ascending("files_id", "n"), new IndexOptions().unique(true));
    files.createIndex(
        Indexes.ascending(FileDocuments.COLLECT_AFTER), new IndexOptions().sparse(true));
    files.createIndex(Indexes.ascending(FileDocuments.OWNER));
    uploads.createIndex(Indexes.ascending(STARTED_AT));
  }

  @Override
  public Writing begin(MediaId id, UserId owner, String name, Instant now) {
    uploads.insertOne(
        new Document("_id", id.value())
            .append(STARTED_AT, Date.from(now))
            .append(OWNER, owner.value()));
    return new GridFsWriting(this, chunks, id, owner, name);
  }

  @Override
  public Usage usage(UserId owner) {
    return ledger.usage(owner);
  }

  boolean charge(MediaId id, UserId owner, long size, Quota quota) {
    uploads.updateOne(eq("_id", id.value()), set(CHARGED, size));
    return ledger.charge(owner, id, size, quota);
  }

  void confirm(MediaId id, UserId owner) {
    ledger.confirm(owner, id);
    forgetStart(id);
  }

  void giveUp(MediaId id, UserId owner, long size) {
    chunks.deleteMany(eq("files_id", id.value()));
    files.deleteOne(eq("_id", id.value()));
    ledger.withdraw(owner, id, size);
    forgetStart(id);
  }

  void insert(Document file) {
    files.insertOne(file);
  }

  void forgetStart(MediaId id) {
    uploads.deleteOne(eq("_id", id.value()));
  }

  @Override
  public Optional<StoredFile> find(MediaId id) {
    return Optional.ofNullable(files.find(present(id)).first()).map(FileDocuments::read);
  }

  @Override
  public List<StoredFile> findAll(Collection<MediaId> ids) {
    List<String> keys = ids.stream().map(MediaId::value).toList();
    return files.find(in("_id", keys)).into(new ArrayList<>()).stream()
        .filter(file -> !file.get("metadata", Document.class).containsKey("condemnedAt"))
        .map(FileDocuments::read)
        .toList();
  }

  @Override
  public void forEachOf(UserId owner, PersonalRecords.Taker<StoredFile> taker) throws IOException {
    Bson own =
        and(eq(FileDocuments.OWNER, owner.value()), exists(FileDocuments.CONDEMNED_AT, false));
    try (MongoCursor<StoredFile> cursor =
        files.find(own).batchSize(FILES_AT_ONCE).map(FileDocuments::read).cursor()) {
      while (cursor.hasNext()) {
        taker.take(cursor.next());
      }
    }
  }

  @Override
  public InputStream open(StoredFile file, long from, long length) {
    return new ChunkStream(chunks, file.id().value(), CHUNK_SIZE, from, length).begun();
  }

  @Override
  public boolean hold(MediaId id, AttachmentIntent intent, Instant now, Instant collectAfter) {
    return update(
        present(id),
        combine(
            addToSet(FileDocuments.HOLDS, FileDocuments.of(intent)),
            set(FileDocuments.HELD_AT, Date.from(now)),
            set(FileDocuments.COLLECT_AFTER, Date.from(collectAfter))));
  }

  @Override
  public void dropHold(MediaId id, AttachmentIntent intent) {
    update(present(id), pull(FileDocuments.HOLDS, FileDocuments.of(intent)));
  }

  @Override
  public void reference(MediaId id, AttachmentIntent intent, MessageId carrier) {
    update(
        present(id),
        combine(
            addToSet(FileDocuments.REFERENCES, carrier.value()),
            pull(FileDocuments.HOLDS, FileDocuments.of(intent)),
            unset(FileDocuments.COLLECT_AFTER)));
  }

  @Override
  public void release(MediaId id, MessageId carrier, Instant collectAfter) {
    update(carriedBy(carrier, id), released(carrier, collectAfter));
  }

  @Override
  public void releaseAll(Map<MessageId, List<MediaId>> carried, Instant collectAfter) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    carried.forEach((carrier, ids) ->
        ids.forEach(id ->
            writes.add(
                new UpdateOneModel<>(carriedBy(carrier, id), released(carrier, collectAfter)))));
    if (!writes.isEmpty()) {
      files.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }
  }

  @Override
  public void collectAllOf(UserId owner, Instant collectAfter) {
    files.updateMany(
        and(
            eq(FileDocuments.OWNER, owner.value()),
            exists(FileDocuments.REFERENCES + ".0", false),
            exists(FileDocuments.HOLDS + ".0", false)),
        set(FileDocuments.COLLECT_AFTER, Date.from(collectAfter)));
  }

  private static Bson carriedBy(MessageId carrier, MediaId id) {
    return and(present(id), eq(FileDocuments.REFERENCES, carrier.value()));
  }

  private static Bson released(MessageId carrier, Instant collectAfter) {
    return combine(
        pull(FileDocuments.REFERENCES, carrier.value()),
        set(FileDocuments.COLLECT_AFTER, Date.from(collectAfter)));
  }

  @Override
  public boolean condemn(MediaId id, Instant now) {
    return update(
        and(
            eq("_id", id.value()),
            exists(FileDocuments.REFERENCES + ".0", false),
            exists(FileDocuments.HOLDS + ".0", false)),
        combine(
            set(FileDocuments.CONDEMNED_AT, Date.from(now)),
            set(FileDocuments.COLLECT_AFTER, Date.from(now))));
  }

  @Override
  public void erase(MediaId id) {
    Document file = files.find(eq("_id", id.value())).first();
    chunks.deleteMany(eq("files_id", id.value()));
    if (file != null && FileDocuments.isCounted(file)) {
      StoredFile counted = FileDocuments.read(file);
      ledger.giveBack(counted.owner(), id, counted.size());
      files.deleteOne(eq("_id", id.value()));
      ledger.forget(counted.owner(), id);
    } else {
      files.deleteOne(eq("_id", id.value()));
    }
    forgetStart(id);
  }

  @Override
  public List<StoredFile> collectable(Instant now, int limit) {
    return files
        .find(lte(FileDocuments.COLLECT_AFTER, Date.from(now)))
        .limit(limit)
        .map(FileDocuments::read)
        .into(new ArrayList<>());
  }

  @Override
  public boolean keep(MediaId id) {
    return update(
        and(eq("_id", id.value()), exists(FileDocuments.REFERENCES + ".0", true)),
        unset(FileDocuments.COLLECT_AFTER));
  }

  @Override
  public List<MediaId> abandoned(Instant startedBefore, int limit) {
    return uploads
        .find(lt(STARTED_AT, Date.from(startedBefore)))
        .projection(Projections.include("_id"))
        .limit(limit)
        .map(upload -> new MediaId(upload.getString("_id")))
        .into(new ArrayList<>());
  }

  @Override
  public boolean eraseAbandoned(MediaId id) {
    Document upload = uploads.find(eq("_id", id.value())).first();
    if (upload == null) {
      return false;
    }
    String owner = upload.getString(OWNER);
    Long charged = upload.getLong(CHARGED);
    boolean isComplete = files.find(eq("_id", id.value())).first() != null;
    if (owner == null || charged == null) {
      if (!isComplete) {
        erase(id);
      }
      forgetStart(id);
    } else if (isComplete) {
      confirm(id, new UserId(owner));
    } else {
      giveUp(id, new UserId(owner), charged);
    }
    return !isComplete;
  }

  private static Bson present(MediaId id) {
    return and(eq("_id", id.value()), exists(FileDocuments.CONDEMNED_AT, false));
  }

  private boolean update(Bson filter, Bson change) {
    return files.updateOne(filter, change).getMatchedCount() == 1;
  }
}
