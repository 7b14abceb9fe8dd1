package com.paidhr.messenger.shared.limits;

/** Buckets that all nodes share. */
public interface SharedBuckets {
  /**
   * Takes what this node has handed out, even beyond what there is, and returns what is left, less
   * than nothing where too much was handed out.
   *
   * @throws RuntimeException when the buckets cannot be reached
   */
  long take(String key, io.github.bucket4j.BucketConfiguration bucket, long tokens);
}
