package com.paidhr.messenger.shared.limits;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.limits.LimitSettings.Work;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what burns the processor on a few threads of its own, fewer than the cores, so that the
 * threads of other requests go on. What waits gets its turns kind by kind, within a kind address by
 * address, and within an address user by user: one who asks for much waits behind themselves.
 */
@ApplicationScoped
public class HeavyWork {
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final int LONGEST_NAME = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final FairQueue<HeavyJob<?>> queue = new FairQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Work settings;

  @Inject
  public HeavyWork(LimitSettings settings) {
    this.settings = settings.work();
    for (int i = 0; i < this.settings.threads(); i++) {
      threads.add(
          Thread.ofPlatform().daemon().name("heavy-work-" + i).unstarted(this::workUntilStopped));
    }
    threads.forEach(Thread::start);
  }

  /**
   * Does the work for whom the present thread works, see {@link #run(String, String, Supplier)}.
   */
  public <T> T run(String kind, Supplier<T> work) {
    return run(kind, Requester.current().who(), work);
  }

  /**
   * Waits for a turn, does the work in another thread, and returns its result or throws what it
   * throws. The work sees no request: what it needs is given to it. Work within work is done at
   * once.
   *
   * @param kind what is done; kinds take turns
   * @param who for whom, among those of the same address
   * @throws DomainException with status 429 when too much of the same user or address waits, 503
   *     when too much of this kind waits or the turn does not come in time
   */
  public <T> T run(String kind, String who, Supplier<T> work) {
    if (threads.contains(Thread.currentThread())) {
      return work.get();
    }
    Requester requester = Requester.current();
    String name = who.substring(0, Math.min(who.length(), LONGEST_NAME));
    HeavyJob<T> job = new HeavyJob<>(List.of(kind, requester.address(), name), requester, work);
    enqueue(job);
    try {
      return job.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (withdraw(job)) {
        throw DomainException.unavailable("Too much is asked for at a time", RETRY, e);
      }
      return outcomeOf(job);
    } catch (InterruptedException e) {
      withdraw(job);
      Thread.currentThread().interrupt();
      throw DomainException.unavailable("The service is stopping", RETRY, e);
    } catch (ExecutionException e) {
      throw HeavyJob.failure(e);
    }
  }

  private static <T> T outcomeOf(HeavyJob<T> job) {
    try {
      return job.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DomainException.unavailable("The service is stopping", RETRY, e);
    } catch (ExecutionException e) {
      throw HeavyJob.failure(e);
    }
  }

  private void enqueue(HeavyJob<?> job) {
    lock.lock();
    try {
      if (queue.size(job.path()) >= settings.waitingPerUser()
          || queue.size(job.path().subList(0, 2)) >= settings.waitingPerAddress()) {
        throw DomainException.tooMany("Too many such requests at a time", RETRY);
      }
      if (queue.size(job.path().subList(0, 1)) >= settings.waiting()) {
        throw DomainException.unavailable("Too much is asked for at a time", RETRY, null);
      }
      queue.add(job.path(), job);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many pieces of work wait for their turn. */
  int waiting() {
    lock.lock();
    try {
      return queue.size(List.of());
    } finally {
      lock.unlock();
    }
  }

  /** Whether the job was still waiting, and so will not be done. */
  private boolean withdraw(HeavyJob<?> job) {
    lock.lock();
    try {
      return queue.remove(job.path(), job);
    } finally {
      lock.unlock();
    }
  }

  private void workUntilStopped() {
    for (HeavyJob<?> job = next(); job != null; job = next()) {
      job.runForItsRequester();
    }
  }

  /** Waits for the next job; null when the service stops. */
  private @Nullable HeavyJob<?> next() {
    lock.lock();
    try {
      HeavyJob<?> job = queue.poll();
      while (job == null) {
        arrived.await();
        job = queue.poll();
      }
      return job;
    } catch (InterruptedException e) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  @PreDestroy
  void stop() {
    threads.forEach(Thread::interrupt);
  }
}
