package com.paidhr.messenger.shared.limits;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the shared buckets what this node has handed out, in a thread of its own, so that no
 * request waits for it. While they cannot be reached it tries again every few seconds, and what
 * does not fit into its queue is told with the next lease.
 */
@ApplicationScoped
public class BucketTeller {
  private static final Logger LOG = LoggerFactory.getLogger(BucketTeller.class);
  private static final int WAITING = 4_096;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final SharedBuckets shared;
  private final BlockingQueue<NodeBucket> waiting = new ArrayBlockingQueue<>(WAITING);
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread thread;
  private volatile boolean away;

  @Inject
  BucketTeller(SharedBuckets shared) {
    this.shared = shared;
  }

  void tell(NodeBucket bucket) {
    if (!waiting.offer(bucket)) {
      bucket.notQueued();
    }
    if (thread == null) {
      start();
    }
  }

  private void start() {
    lock.lock();
    try {
      if (thread == null) {
        thread = Thread.ofVirtual().name("rate-limits").start(this::tellUntilStopped);
      }
    } finally {
      lock.unlock();
    }
  }

  private void tellUntilStopped() {
    try {
      while (true) {
        if (!told(waiting.take())) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean told(NodeBucket bucket) {
    try {
      bucket.tell(shared);
      if (away) {
        away = false;
        LOG.info("Rate limits count for all nodes again");
      }
      return true;
    } catch (RuntimeException e) {
      if (!away) {
        away = true;
        LOG.warn(
            "Rate limits count for this node alone, since Redis does not answer: {}", e.toString());
      }
      return false;
    }
  }

  @PreDestroy
  void stop() {
    lock.lock();
    try {
      if (thread != null) {
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
