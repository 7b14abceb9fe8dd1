package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Shares one fsync between all writers that wait for one. While an fsync runs, the next writers
 * gather; they are all served by the one that follows.
 */
final class GroupCommit implements AutoCloseable {

  /** Makes everything written so far durable. */
  interface Commit {
    /** Returns the position up to which everything is now durable. */
    long run() throws IOException;
  }

  /** Waits for nothing. */
  static final GroupCommit NONE = new GroupCommit();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Condition done = lock.newCondition();
  private final @Nullable Thread committer;
  private long durable;
  private long target;
  private boolean closed;
  private @Nullable Throwable failure;

  private GroupCommit() {
    this.committer = null;
    this.durable = Long.MAX_VALUE;
  }

  GroupCommit(Commit commit) {
    this.committer = Thread.ofPlatform().name("store-commit").daemon().start(() -> loop(commit));
  }

  /**
   * Returns when everything up to {@code position} is durable.
   *
   * @throws IOException when it cannot be made durable
   */
  void await(long position) throws IOException {
    lock.lock();
    try {
      if (position > target && position > durable) {
        target = position;
        wanted.signal();
      }
      while (durable < position) {
        if (failure != null || closed) {
          throw new IOException("the write could not be made durable", failure);
        }
        done.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void loop(Commit commit) {
    while (nextTarget()) {
      long reached = 0;
      Throwable problem = null;
      try {
        reached = commit.run();
      } catch (IOException | RuntimeException e) {
        problem = e;
      }
      publish(reached, problem);
    }
  }

  private boolean nextTarget() {
    lock.lock();
    try {
      while (!closed && (target <= durable || failure != null)) {
        wanted.awaitUninterruptibly();
      }
      return target > durable && failure == null;
    } finally {
      lock.unlock();
    }
  }

  private void publish(long reached, @Nullable Throwable problem) {
    lock.lock();
    try {
      durable = Math.max(durable, reached);
      failure = problem;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Commits what is waited for, then refuses. */
  @Override
  public void close() {
    if (committer == null) {
      return;
    }
    lock.lock();
    try {
      closed = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (committer.isAlive()) {
      try {
        committer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
