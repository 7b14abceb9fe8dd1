package com.paidhr.messenger.shared.mongo;

import com.mongodb.ConnectionString;
import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Where the documents are.
 *
 * @param uri connection string of a server, replica set or sharded cluster
 * @param database name of the database
 * @param timeout how long one operation may wait for a server and for its answer
 */
public record MongoSettings(ConnectionString uri, String database, Duration timeout) {

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    MongoSettings settings(Settings settings) {
      String uri =
          settings
              .text(
                  "mongodb.uri",
                  "Connection string of MongoDB; the launcher sets it to the embedded store.")
              .orElseThrow(() -> Settings.refuse("mongodb.uri", "is required"));
      return new MongoSettings(
          parse(uri),
          settings.text("mongodb.database", "messenger", "Name of the database."),
          settings.duration(
              "mongodb.timeout",
              Duration.ofSeconds(5),
              Duration.ofMillis(100),
              Duration.ofMinutes(1),
              "How long an operation waits for a server and for its answer before it counts as failed."));
    }

    private static ConnectionString parse(String uri) {
      try {
        return new ConnectionString(uri);
      } catch (IllegalArgumentException e) {
        throw Settings.refuse("mongodb.uri", "is not a MongoDB connection string");
      }
    }
  }
}
