package com.paidhr.messenger.shared.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.shared.metrics.StoreNumbers;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jnosql.communication.semistructured.DatabaseManager;
import org.eclipse.jnosql.databases.mongodb.communication.MongoDBDocumentConfiguration;
import org.eclipse.jnosql.databases.mongodb.communication.MongoDBDocumentManager;
import org.eclipse.jnosql.mapping.Database;
import org.eclipse.jnosql.mapping.DatabaseType;

/**
 * The application's only MongoDB client, shared by the driver's users and by Jakarta NoSQL. Without
 * the producer of {@link MongoDBDocumentManager} here, JNoSQL would open a client for every
 * operation and never close it.
 *
 * <p>Writes are acknowledged by a majority and journaled; reads go to the primary. So an
 * acknowledged write survives a failover and every node reads its own and the others' writes.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class MongoConnection {

  @Produces
  @Singleton
  MongoClient client(MongoSettings settings, StoreNumbers numbers) {
    long millis = settings.timeout().toMillis();
    StoreMetrics metrics =
        new StoreMetrics(
            numbers.times(
                "messenger_store_commands",
                "Time of a command to the document store, by command and result"));
    numbers.show(metrics::show);
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(settings.uri())
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
            .applyToSocketSettings(socket ->
                socket
                    .connectTimeout((int) millis, TimeUnit.MILLISECONDS)
                    .readTimeout((int) millis, TimeUnit.MILLISECONDS))
            .applyToConnectionPoolSettings(pool ->
                pool.maxWaitTime(millis, TimeUnit.MILLISECONDS).addConnectionPoolListener(metrics))
            .addCommandListener(metrics)
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .readConcern(ReadConcern.LOCAL)
            .readPreference(ReadPreference.primary())
            .applicationName("messenger")
            .build());
  }

  void close(@Disposes MongoClient client) {
    client.close();
  }

  @Produces
  @Singleton
  MongoDatabase database(MongoClient client, MongoSettings settings) {
    return client.getDatabase(settings.database());
  }

  @Produces
  @Alternative
  @Singleton
  @Typed(MongoDBDocumentManager.class)
  MongoDBDocumentManager documentManager(MongoClient client, MongoSettings settings) {
    return new MongoDBDocumentConfiguration().get(client).apply(settings.database());
  }

  /** What {@code jakarta.nosql.Template} works on. */
  @Produces
  @Alternative
  @Singleton
  @Default
  @Database(DatabaseType.DOCUMENT)
  @Typed(DatabaseManager.class)
  DatabaseManager databaseManager(MongoDBDocumentManager manager) {
    return manager;
  }
}
