package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.paidhr.messenger.identity.domain.ArchivePieces;
import com.paidhr.messenger.identity.domain.PersonalExport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Pieces in the collection {@code personalExports.chunks}, laid out as the chunks of a GridFS
 * bucket: {@code files_id, n, data}. {@code files_id} is {@code <export>.<attempt>}, so a node that
 * does not know yet that its claim has ended disturbs nobody.
 */
@ApplicationScoped
public class MongoArchivePieces implements ArchivePieces {
  private final MongoCollection<Document> pieces;

  @Inject
  public MongoArchivePieces(MongoDatabase database) {
    this.pieces = database.getCollection("personalExports.chunks");
  }

  /** Before anybody writes. */
  public void createIndexes(@Observes @Initialized(ApplicationScoped.class) Object start) {
    pieces.createIndex(Indexes.ascending("files_id", "n"), new IndexOptions().unique(true));
  }

  private static String key(PersonalExport export, int attempt) {
    return export.id() + "." + attempt;
  }

  private static String key(PersonalExport export) {
    return key(export, export.attempt());
  }

  @Override
  public void add(PersonalExport export, int number, byte[] bytes) {
    pieces.insertOne(
        new Document("files_id", key(export))
            .append("n", number)
            .append("data", new Binary(bytes)));
  }

  @Override
  public void removeEarlier(PersonalExport export) {
    List<String> earlier =
        IntStream.range(1, export.attempt()).mapToObj(attempt -> key(export, attempt)).toList();
    if (!earlier.isEmpty()) {
      pieces.deleteMany(in("files_id", earlier));
    }
  }

  @Override
  public void removePresent(PersonalExport export) {
    pieces.deleteMany(eq("files_id", key(export)));
  }

  @Override
  public InputStream open(PersonalExport export, long from, long length) {
    String key = key(export);
    return new PieceStream(number -> find(key, number), from, length);
  }

  private byte[] find(String key, int number) {
    Document found = pieces.find(and(eq("files_id", key), eq("n", number))).first();
    return found == null ? new byte[0] : found.get("data", Binary.class).getData();
  }
}
