package com.paidhr.messenger.embeddedstore;

/**
 * How an {@link EmbeddedStore} writes.
 *
 * @param durability when a write is acknowledged
 * @param segmentBytes size at which a log file is closed and the next one begun
 * @param minimumGarbageBytes garbage below which the log is never rewritten
 * @param indexBytes heap that the indexes may hold before new documents are refused
 * @param hasPassword whether a password is needed, which the folder keeps
 */
public record EmbeddedStoreSettings(
    Durability durability,
    long segmentBytes,
    long minimumGarbageBytes,
    long indexBytes,
    boolean hasPassword) {

  private static final long MIB = 1 << 20;

  /** When a write is acknowledged. Either way it survives the death of the process. */
  public enum Durability {
    /** After an fsync that concurrent writers share: survives the loss of power. */
    FSYNC,
    /** After the operating system has the bytes: lost only when the machine itself dies. */
    OPERATING_SYSTEM
  }

  public EmbeddedStoreSettings {
    if (segmentBytes < 4096 || segmentBytes > 1024 * MIB) {
      throw new IllegalArgumentException("segmentBytes must be between 4 KiB and 1 GiB");
    }
    if (indexBytes < 0) {
      throw new IllegalArgumentException("indexBytes must not be negative");
    }
    if (minimumGarbageBytes < 0) {
      throw new IllegalArgumentException("minimumGarbageBytes must not be negative");
    }
  }

  /** Without a password. */
  EmbeddedStoreSettings(
      Durability durability, long segmentBytes, long minimumGarbageBytes, long indexBytes) {
    this(durability, segmentBytes, minimumGarbageBytes, indexBytes, false);
  }

  /** A quarter of the heap for the indexes. */
  EmbeddedStoreSettings(Durability durability, long segmentBytes, long minimumGarbageBytes) {
    this(durability, segmentBytes, minimumGarbageBytes, Runtime.getRuntime().maxMemory() / 4);
  }

  /**
   * Acknowledge after an fsync, files of 32 MiB, no rewriting below 16 MiB of garbage, a quarter of
   * the heap for the indexes, no password.
   */
  public static EmbeddedStoreSettings defaults() {
    return new EmbeddedStoreSettings(Durability.FSYNC, 32 * MIB, 16 * MIB);
  }

  /** The same settings with another {@code durability}. */
  public EmbeddedStoreSettings with(Durability durability) {
    return new EmbeddedStoreSettings(
        durability, segmentBytes, minimumGarbageBytes, indexBytes, hasPassword);
  }

  /** The same settings with a password. */
  public EmbeddedStoreSettings withPassword() {
    return new EmbeddedStoreSettings(
        durability, segmentBytes, minimumGarbageBytes, indexBytes, true);
  }
}
