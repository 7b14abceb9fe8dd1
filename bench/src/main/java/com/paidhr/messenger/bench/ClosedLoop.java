package com.paidhr.messenger.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Clients that each send the next request as soon as the last one is answered, for a fixed time.
 */
final class ClosedLoop {
  private ClosedLoop() {}

  /** One client's next request. */
  interface Request {
    void send() throws IOException;
  }

  /**
   * Runs all clients at once.
   *
   * @param client the n-th client's request, from 0
   * @return how long each answered request took
   */
  static Samples run(int clients, long seconds, IntFunction<Request> client)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Callable<Samples>> loops = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Request request = client.apply(i);
      loops.add(() -> loop(request, end));
    }
    Samples all = new Samples();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Samples> one : threads.invokeAll(loops)) {
        all.addAll(one.get());
      }
    }
    return all;
  }

  private static Samples loop(Request request, long end) throws IOException {
    Samples samples = new Samples();
    for (long now = System.nanoTime(); now < end; ) {
      request.send();
      long then = System.nanoTime();
      samples.add(then - now);
      now = then;
    }
    return samples;
  }
}
