package com.paidhr.messenger.conversations.application;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;

/**
 * Notes what goes over the line to the document store. The driver tells it on the thread of the
 * caller, so it belongs to the one thread of a test.
 */
final class StoreTraffic implements CommandListener {
  private final List<String> commands = new ArrayList<>();
  private int documents;

  /**
   * What one request cost.
   *
   * @param commands such as {@code find memberships}, in their order
   * @param documents how many the store answered with
   */
  record Cost(List<String> commands, int documents) {}

  /** What the work costs. */
  Cost of(Runnable work) {
    commands.clear();
    documents = 0;
    work.run();
    return new Cost(List.copyOf(commands), documents);
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    String name = event.getCommandName();
    String field = name.equals("getMore") ? "collection" : name;
    commands.add(name + " " + event.getCommand().getString(field).getValue());
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    BsonDocument cursor = event.getResponse().getDocument("cursor", new BsonDocument());
    for (String batch : List.of("firstBatch", "nextBatch")) {
      if (cursor.containsKey(batch)) {
        documents += cursor.getArray(batch).size();
      }
    }
  }
}
