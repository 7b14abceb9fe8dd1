package com.paidhr.messenger.shared.limits;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** One piece of work that waits for its turn. */
final class HeavyJob<T> extends FutureTask<T> {
  private final List<String> path;
  private final Requester requester;

  HeavyJob(List<String> path, Requester requester, Supplier<T> work) {
    super(work::get);
    this.path = path;
    this.requester = requester;
  }

  /** Kind, address, user. */
  List<String> path() {
    return path;
  }

  void runForItsRequester() {
    requester.begin();
    try {
      run();
    } finally {
      Requester.clear();
    }
  }

  /** What the work threw, as if it had been done by the thread that waited. */
  static RuntimeException failure(ExecutionException outcome) {
    return switch (outcome.getCause()) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(outcome);
    };
  }
}
