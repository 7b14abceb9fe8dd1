package com.paidhr.messenger.delivery.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A queue for unit tests. Its workers are views of one store. */
public final class InMemoryDeliveryQueue implements DeliveryQueue {
  private static final int BYTES_OF_A_JOB = 64;

  private final Store store;
  private final String worker;
  private final long maxBytes;
  private boolean draining;

  /** What all workers share. */
  public static final class Store {
    private final int partitions;
    private final Map<Integer, TreeMap<Long, Entry>> jobs = new HashMap<>();
    private final Map<Integer, Map<Job, Long>> delayed = new HashMap<>();
    private final Map<Integer, String> epochs = new HashMap<>();
    private long lastTicket;
    private boolean paused;

    public Store(int partitions) {
      this.partitions = partitions;
      for (int partition = 0; partition < partitions; partition++) {
        jobs.put(partition, new TreeMap<>());
        delayed.put(partition, new LinkedHashMap<>());
      }
    }
  }

  private static final class Entry {
    private final Job job;
    private final long addedAt = System.nanoTime();
    private final Instant queuedAt = Instant.now();
    private String worker = "";
    private long takenAt;
    private long times;

    Entry(Job job) {
      this.job = job;
    }
  }

  public InMemoryDeliveryQueue(Store store, String worker, long maxBytes) {
    this.store = store;
    this.worker = worker;
    this.maxBytes = maxBytes;
  }

  @Override
  public int partitions() {
    return store.partitions;
  }

  @Override
  public void publish(Collection<? extends Job> jobs) {
    synchronized (store) {
      for (Job job : jobs) {
        int partition = partitionOf(job.conversation());
        if ((long) jobs(partition).size() * BYTES_OF_A_JOB >= maxBytes / partitions()) {
          throw new QueueFullException(partition);
        }
        add(partition, job);
      }
      store.notifyAll();
    }
  }

  private void add(int partition, Job job) {
    store.lastTicket++;
    jobs(partition).put(store.lastTicket, new Entry(job));
  }

  private TreeMap<Long, Entry> jobs(int partition) {
    return store.jobs.getOrDefault(partition, new TreeMap<>());
  }

  private Map<Job, Long> delayed(int partition) {
    return store.delayed.getOrDefault(partition, Map.of());
  }

  @Override
  public void publishLater(Job job, Duration delay) {
    synchronized (store) {
      delayed(partitionOf(job.conversation()))
          .putIfAbsent(job, System.nanoTime() + delay.toNanos());
    }
  }

  @Override
  public List<TakenJob> take(int partition, int max, Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    synchronized (store) {
      while (true) {
        List<TakenJob> taken = isClosed() ? List.of() : claim(partition, max, Duration.ZERO, true);
        long left = deadline - System.nanoTime();
        if (!taken.isEmpty() || left <= 0 || draining) {
          return taken;
        }
        try {
          store.wait(Math.max(1, left / 1_000_000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return List.of();
        }
      }
    }
  }

  @Override
  public List<TakenJob> takeOver(int partition, int max, Duration idle) {
    synchronized (store) {
      return isClosed() ? List.of() : claim(partition, max, idle, false);
    }
  }

  private boolean isClosed() {
    return store.paused || draining;
  }

  private List<TakenJob> claim(int partition, int max, Duration idle, boolean fresh) {
    List<TakenJob> taken = new ArrayList<>();
    long now = System.nanoTime();
    jobs(partition)
        .forEach((ticket, entry) -> {
          boolean wanted =
              fresh ? entry.times == 0 : entry.times > 0 && now - entry.takenAt >= idle.toNanos();
          if (wanted && taken.size() < max) {
            entry.times++;
            entry.worker = worker;
            entry.takenAt = now;
            taken.add(
                new TakenJob(entry.job, partition, ticket.toString(), entry.queuedAt, entry.times));
          }
        });
    return taken;
  }

  @Override
  public void acknowledge(Collection<TakenJob> done) {
    synchronized (store) {
      done.forEach(job -> jobs(job.partition()).remove(Long.valueOf(job.ticket())));
      store.notifyAll();
    }
  }

  private void giveBack(TakenJob job) {
    acknowledge(List.of(job));
    add(job.partition(), job.job());
  }

  @Override
  public Tended tend(int partition, int max, Duration leftAlone) {
    synchronized (store) {
      long now = System.nanoTime();
      boolean left =
          jobs(partition).values().stream()
              .anyMatch(entry -> entry.times > 0 && now - entry.takenAt >= leftAlone.toNanos());
      return new Tended(moveDue(partition, max), epoch(partition), left);
    }
  }

  @Override
  public Moved moveDue(int partition, int max) {
    synchronized (store) {
      long now = System.nanoTime();
      List<Job> due =
          delayed(partition).entrySet().stream()
              .filter(entry -> entry.getValue() <= now)
              .sorted(Map.Entry.comparingByValue())
              .limit(max)
              .map(Map.Entry::getKey)
              .toList();
      due.forEach(job -> {
        delayed(partition).remove(job);
        add(partition, job);
      });
      store.notifyAll();
      Optional<Duration> next =
          delayed(partition).values().stream()
              .min(Long::compare)
              .map(at -> Duration.ofNanos(Math.max(0, at - now)));
      return new Moved(due.size(), next);
    }
  }

  @Override
  public List<PartitionStats> stats() {
    synchronized (store) {
      return IntStream.range(0, partitions()).mapToObj(this::stats).toList();
    }
  }

  private PartitionStats stats(int partition) {
    Collection<Entry> entries = jobs(partition).values();
    long taken = entries.stream().filter(entry -> entry.times > 0).count();
    long oldest =
        entries.stream().mapToLong(entry -> entry.addedAt).min().orElse(System.nanoTime());
    return new PartitionStats(
        partition,
        entries.size() - taken,
        taken,
        delayed(partition).size(),
        entries.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - oldest),
        (long) entries.size() * BYTES_OF_A_JOB);
  }

  @Override
  public void pause() {
    synchronized (store) {
      store.paused = true;
    }
  }

  @Override
  public void resume() {
    synchronized (store) {
      store.paused = false;
      store.notifyAll();
    }
  }

  @Override
  public boolean isPaused() {
    synchronized (store) {
      return store.paused;
    }
  }

  private Epoch epoch(int partition) {
    String fresh = UUID.randomUUID().toString();
    String known = store.epochs.putIfAbsent(partition, fresh);
    return known == null ? new Epoch(fresh, true) : new Epoch(known, false);
  }

  @Override
  public Drained drain(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (store) {
      draining = true;
      store.notifyAll();
      int before = mine().size();
      for (long left = deadline.toNanos();
          left > 0 && !mine().isEmpty();
          left = end - System.nanoTime()) {
        try {
          TimeUnit.NANOSECONDS.timedWait(store, left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
      List<TakenJob> rest = mine();
      rest.forEach(this::giveBack);
      return new Drained(before - rest.size(), rest.size());
    }
  }

  private List<TakenJob> mine() {
    List<TakenJob> mine = new ArrayList<>();
    store.jobs.forEach((partition, entries) ->
        entries.forEach((ticket, entry) -> {
          if (entry.times > 0 && entry.worker.equals(worker)) {
            mine.add(
                new TakenJob(entry.job, partition, ticket.toString(), entry.queuedAt, entry.times));
          }
        }));
    return mine;
  }
}
