package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Corrects what the library answers about bulk writes that fail in the middle. */
final class WriteCommands {

  private WriteCommands() {}

  /** Counts the documents that were inserted; the library answers with how many there were. */
  static Document insert(Document command, UnaryOperator<Document> execute) {
    Document answer = execute.apply(command);
    if (answer.get("writeErrors") instanceof List<?> errors && !errors.isEmpty()) {
      int inserted =
          isOrdered(command)
              ? number((Document) errors.getFirst(), "index")
              : number(answer, "n") - errors.size();
      answer.put("n", inserted);
    }
    return answer;
  }

  /** Stops an ordered bulk of updates at its first error; the library goes on. */
  static Document update(Document command, UnaryOperator<Document> execute) {
    if (!isOrdered(command)
        || !(command.get("updates") instanceof List<?> updates)
        || updates.size() <= 1) {
      return execute.apply(command);
    }
    int matched = 0;
    int modified = 0;
    List<Document> upserted = new ArrayList<>();
    List<Document> errors = new ArrayList<>();
    for (int i = 0; i < updates.size() && errors.isEmpty(); i++) {
      Document single = command.clone();
      single.put("updates", List.of(updates.get(i)));
      Document answer = execute.apply(single);
      matched += number(answer, "n");
      modified += number(answer, "nModified");
      addAt(i, answer.get("upserted"), upserted);
      addAt(i, answer.get("writeErrors"), errors);
    }
    var answer = new Document("n", matched).append("nModified", modified);
    putUnlessEmpty(answer, "upserted", upserted);
    putUnlessEmpty(answer, "writeErrors", errors);
    Utils.markOkay(answer);
    return answer;
  }

  private static void addAt(int index, @Nullable Object elements, List<Document> target) {
    if (elements instanceof Collection<?> documents) {
      for (Object element : documents) {
        Document document = ((Document) element).clone();
        document.put("index", index);
        target.add(document);
      }
    }
  }

  private static void putUnlessEmpty(Document answer, String name, List<Document> documents) {
    if (!documents.isEmpty()) {
      answer.put(name, documents);
    }
  }

  private static boolean isOrdered(Document command) {
    return Utils.isTrue(command.get("ordered"));
  }

  private static int number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.intValue() : 0;
  }
}
