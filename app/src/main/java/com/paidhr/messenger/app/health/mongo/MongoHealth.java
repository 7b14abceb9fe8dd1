package com.paidhr.messenger.app.health.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without its documents the service can do nothing, so it is not ready. */
@Readiness
@ApplicationScoped
class MongoHealth implements HealthCheck {
  private static final long TIMEOUT_MILLIS = 2_000;
  private static final Document PING = new Document("ping", 1);

  private final MongoDatabase database;

  @Inject
  MongoHealth(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("mongodb").withData("database", database.getName());
    try {
      database.withTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).runCommand(PING);
      return response.up().build();
    } catch (MongoException e) {
      return response.down().withData("error", e.getClass().getSimpleName()).build();
    }
  }
}
