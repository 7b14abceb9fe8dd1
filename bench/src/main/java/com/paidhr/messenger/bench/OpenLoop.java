package com.paidhr.messenger.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that are due at fixed moments, whether or not earlier ones have been answered. A request
 * is timed from when it was due, so a service that stalls is charged for all who came meanwhile (no
 * coordinated omission).
 */
final class OpenLoop {
  private OpenLoop() {}

  /**
   * Offers this many requests a second. The n-th due is taken by whichever client is free.
   *
   * @return how long each took, from when it was due to the end of its answer
   */
  static Samples run(List<ClosedLoop.Request> clients, double perSecond, long seconds)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
    long count = Math.max(1, Math.round(perSecond * seconds));
    double gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var next = new AtomicLong();
    List<Callable<Samples>> loops = new ArrayList<>();
    for (ClosedLoop.Request client : clients) {
      loops.add(() -> loop(client, next, count, begin, gap));
    }
    Samples all = new Samples();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Samples> one : threads.invokeAll(loops)) {
        all.addAll(one.get());
      }
    }
    return all;
  }

  private static Samples loop(
      ClosedLoop.Request request, AtomicLong next, long count, long begin, double gap)
      throws IOException {
    Samples samples = new Samples();
    for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
      long due = begin + (long) (n * gap);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      request.send();
      samples.add(System.nanoTime() - due);
    }
    return samples;
  }
}
