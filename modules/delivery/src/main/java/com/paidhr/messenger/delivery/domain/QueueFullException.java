package com.paidhr.messenger.delivery.domain;

/** The queue holds as many bytes as it may. What is refused is published later by the redriver. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A partition is full. */
  public QueueFullException(int partition) {
    super("Partition " + partition + " of the delivery queue is full");
  }
}
