package com.paidhr.messenger.testsupport;

import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.embeddedstore.EmbeddedStore;
import com.paidhr.messenger.embeddedstore.EmbeddedStoreSettings;
import com.paidhr.messenger.embeddedstore.EmbeddedStoreSettings.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The embedded document store and Redis, started once for all tests of a JVM when they are first
 * asked for and stopped with it. A test keeps to a database of its own, from {@link
 * #freshDatabase}, and to Redis keys or a database number of its own.
 *
 * <p>As an extension, {@code @ExtendWith(TestStores.class)}, it starts both before the first test
 * of a class.
 */
public final class TestStores implements BeforeAllCallback {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** Starts the store on first use. */
  private static final class Mongo {
    private static final EmbeddedStore STORE =
        EmbeddedStore.open(
            Folder.PATH.resolve("store"),
            EmbeddedStoreSettings.defaults().with(Durability.OPERATING_SYSTEM));

    static {
      atEnd(STORE::close);
    }
  }

  /** Starts Redis on first use. */
  private static final class Redis {
    private static final URI ADDRESS = start(System.getProperty("messenger.test.redis", "server"));

    private static URI start(String kind) {
      Path folder = Folder.PATH.resolve("redis");
      return switch (kind) {
        case "sentinel" -> closing(RedisGroup.start(folder, 1), RedisGroup::uri);
        case "cluster" -> closing(RedisCluster.start(folder), RedisCluster::uri);
        case "server" -> closing(EmbeddedRedis.start(folder), EmbeddedRedis::uri);
        default -> throw new IllegalArgumentException("messenger.test.redis=" + kind);
      };
    }

    private static <S extends AutoCloseable> URI closing(S servers, Function<S, URI> address) {
      atEnd(() -> {
        try {
          servers.close();
        } catch (Exception e) {
          throw new IllegalStateException("Redis was not stopped", e);
        }
      });
      return address.apply(servers);
    }
  }

  /** A temporary folder that is deleted with the JVM. */
  private static final class Folder {
    private static final Path PATH = create();

    private static Path create() {
      try {
        return Files.createTempDirectory("messenger-test");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void atEnd(Runnable close) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              close.run();
              deleteFolder();
            }));
  }

  private static synchronized void deleteFolder() {
    try (var files = Files.walk(Folder.PATH)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The other store is still using its part and deletes the rest.
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    mongoUri();
    redisUri();
  }

  /** Connection string of the shared document store, without a database. */
  public static String mongoUri() {
    return Mongo.STORE.connectionString();
  }

  /** A database name that no other test has; the database is empty. */
  public static String freshDatabase() {
    return "test" + DATABASES.incrementAndGet();
  }

  /**
   * Where the shared Redis is. It is one server; with the system property {@code
   * messenger.test.redis} it is a {@code sentinel} group or a {@code cluster} instead, so that the
   * same tests run on all three.
   */
  public static URI redisUri() {
    return Redis.ADDRESS;
  }
}
