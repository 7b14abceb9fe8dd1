package com.paidhr.messenger.delivery;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.paidhr.messenger.shared.mongo.MongoSettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonString;

/** The slice's client of the store, with a note of each command that it sends. */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION + 100)
class CountedStoreFixture {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
  private static final List<String> SENT = new CopyOnWriteArrayList<>();

  private static final List<Sent> ALL = new CopyOnWriteArrayList<>();

  /** A command and the thread that sent it, which is that of the caller. */
  record Sent(long thread, String command) {}

  /** The commands that the work sends on this thread, such as {@code find messages}. */
  static List<String> commandsOf(Runnable work) {
    ALL.clear();
    work.run();
    long own = Thread.currentThread().threadId();
    return ALL.stream().filter(sent -> sent.thread() == own).map(Sent::command).toList();
  }

  /** The commands that other threads sent since {@link #commandsOf} was last called. */
  static List<String> commandsOfOthers() {
    long own = Thread.currentThread().threadId();
    return ALL.stream().filter(sent -> sent.thread() != own).map(Sent::command).toList();
  }

  /** The writes since the last call, such as {@code update messages}. */
  static List<String> writesSinceLastAsked() {
    List<String> writes = List.copyOf(SENT);
    SENT.clear();
    return writes;
  }

  @Produces
  @Singleton
  MongoClient client(MongoSettings settings) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(settings.uri())
            .addCommandListener(
                new CommandListener() {
                  @Override
                  public void commandStarted(CommandStartedEvent event) {
                    String name = event.getCommandName();
                    if (event.getCommand().get(name) instanceof BsonString collection) {
                      ALL.add(
                          new Sent(
                              Thread.currentThread().threadId(),
                              name + " " + collection.getValue()));
                    }
                    if (WRITES.contains(name)) {
                      SENT.add(name + " " + event.getCommand().getString(name).getValue());
                    }
                  }
                })
            .build());
  }

  void close(@Disposes MongoClient client) {
    client.close();
  }
}
