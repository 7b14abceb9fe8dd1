package com.paidhr.messenger.shared.limits;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What operators may set about the share of a node that one client gets.
 *
 * @param work turns at the processor
 */
public record LimitSettings(Work work) {
  private static final int MOST_THREADS = 2;

  /**
   * What burns the processor.
   *
   * @param threads how many threads do it
   * @param waiting how much of one kind waits
   * @param waitingPerAddress how much of one kind waits for one address
   * @param waitingPerUser how much of one kind waits for one user
   * @param patience how long it waits
   */
  public record Work(
      int threads, int waiting, int waitingPerAddress, int waitingPerUser, Duration patience) {}

  /** The defaults on this machine. */
  public static final LimitSettings STANDARD =
      new LimitSettings(new Work(threads(), 256, 64, 16, Duration.ofSeconds(5)));

  /** One fewer than the cores, at least 1; the heap holds an Argon2id hash for each. */
  private static int threads() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_THREADS);
  }

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    LimitSettings settings(Settings settings) {
      return new LimitSettings(work(settings));
    }

    private static Work work(Settings settings) {
      int threads =
          settings.count(
              "limits.work.threads",
              0,
              0,
              64,
              "Threads that hash passwords, read image headers and search; 0 for one fewer than"
                  + " the cores, but 1 or 2. The heap must hold an Argon2id hash for each.");
      return new Work(
          threads == 0 ? threads() : threads,
          settings.count(
              "limits.work.waiting",
              256,
              1,
              100_000,
              "Pieces of such work of one kind that wait; beyond them the answer is 503."),
          settings.count(
              "limits.work.waiting-per-address",
              64,
              1,
              100_000,
              "Pieces of one kind that wait for one address; beyond them the answer is 429."),
          settings.count(
              "limits.work.waiting-per-user",
              16,
              1,
              100_000,
              "Pieces of one kind that wait for one user; beyond them the answer is 429."),
          settings.duration(
              "limits.work.patience",
              Duration.ofSeconds(5),
              Duration.ofMillis(100),
              Duration.ofMinutes(1),
              "How long such work waits for its turn before the answer is 503."));
    }
  }
}
