package com.paidhr.messenger.app;

import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.embeddedstore.EmbeddedRedisSettings;
import com.paidhr.messenger.embeddedstore.EmbeddedStore;
import com.paidhr.messenger.embeddedstore.EmbeddedStoreSettings;
import io.helidon.Main;
import io.helidon.common.Weighted;
import io.helidon.spi.HelidonShutdownHandler;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two stores of a run: those that {@code mongodb.uri} and {@code redis.uri} name, and for each
 * that is not named an embedded one in the data folder, whose address then becomes the setting.
 */
final class Stores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

  private final DataFolder folder;
  private @Nullable EmbeddedStore documents;
  private @Nullable EmbeddedRedis redis;
  private boolean closed;

  private Stores(DataFolder folder) {
    this.folder = folder;
  }

  /** Opens what is embedded. On the end of the process it is closed after everything else. */
  static Stores open(DataFolder folder) {
    var stores = new Stores(folder);
    Main.addShutdownHandler(stores.new LastToClose());
    stores.open();
    return stores;
  }

  private synchronized void open() {
    Path path = folder.path();
    if (isAbsent("mongodb.uri")) {
      documents =
          EmbeddedStore.open(
              path.resolve(DataFolder.DOCUMENTS), EmbeddedStoreSettings.defaults().withPassword());
      System.setProperty("mongodb.uri", documents.connectionString());
    }
    if (isAbsent("redis.uri")) {
      redis =
          EmbeddedRedis.start(
              path.resolve(DataFolder.REDIS), EmbeddedRedisSettings.defaults().withPassword());
      System.setProperty("redis.uri", redis.uri().toString());
    }
  }

  /** What the operator wants to know about them. */
  synchronized String inWords() {
    if (documents == null && redis == null) {
      return "MongoDB and Redis as configured; " + folder.path() + " has local files only";
    }
    String embedded =
        documents == null ? "Redis only" : redis == null ? "documents only" : "documents and Redis";
    return folder.path() + " (embedded: " + embedded + ")";
  }

  /** Shows the size and the work of the embedded document store, where there is one. */
  synchronized void show(MetricRegistry registry) {
    EmbeddedStore store = documents;
    if (store != null) {
      gauge(registry, "bytes", "Bytes of the embedded document store's files", store::bytes);
      gauge(registry, "live_bytes", "Bytes of its current documents", store::liveBytes);
      gauge(
          registry,
          "free_bytes",
          "Bytes that the disk of the embedded stores has left",
          folder.path().toFile()::getUsableSpace);
      gauge(registry, "commits", "Times that it made writes durable", store::commits);
    }
  }

  private static void gauge(
      MetricRegistry registry, String name, String description, Supplier<Long> number) {
    registry.gauge(
        Metadata.builder()
            .withName("messenger_embedded_store_" + name)
            .withDescription(description)
            .build(),
        number,
        new Tag[0]);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (folder;
        EmbeddedStore _ = documents;
        EmbeddedRedis _ = redis) {
      LOG.debug("Closing the stores in {}", folder.path());
    }
  }

  private static boolean isAbsent(String setting) {
    Config config = ConfigProvider.getConfig();
    return config.getOptionalValue(setting, String.class).filter(uri -> !uri.isBlank()).isEmpty();
  }

  /** Helidon runs its handlers by weight, one after the other: HTTP and the beans come first. */
  private final class LastToClose implements HelidonShutdownHandler, Weighted {
    @Override
    public double weight() {
      return 1;
    }

    @Override
    public void shutdown() {
      close();
    }
  }
}
