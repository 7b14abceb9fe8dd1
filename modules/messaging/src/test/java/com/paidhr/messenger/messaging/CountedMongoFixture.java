package com.paidhr.messenger.messaging;

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
import java.util.ArrayList;
import java.util.List;

/** The slice's client of the store, with a note of each command that it sends. */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION + 100)
class CountedMongoFixture {
  /** By thread, since the module's loops ask the store, too. */
  private static final ThreadLocal<List<String>> COMMANDS = ThreadLocal.withInitial(ArrayList::new);

  /** What this thread sent since its last call, such as {@code find messages}. */
  static List<String> sinceLastAsked() {
    List<String> commands = List.copyOf(COMMANDS.get());
    COMMANDS.get().clear();
    return commands;
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
                    boolean names = event.getCommand().containsKey(name);
                    COMMANDS
                        .get()
                        .add(
                            name
                                + (names && event.getCommand().isString(name)
                                    ? " " + event.getCommand().getString(name).getValue()
                                    : ""));
                  }
                })
            .build());
  }

  void close(@Disposes MongoClient client) {
    client.close();
  }
}
