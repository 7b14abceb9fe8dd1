package com.paidhr.messenger.embeddedstore;

import java.util.Arrays;

/**
 * The slots of documents by the hashes of their keys' prefixes: of the first value, of the first
 * two, and so on. Once a document has an array of several values, only all keys together are kept:
 * an array has many entries, and each prefix would hold them again.
 */
final class PrefixSlots {

  private final SlotMultimap[] prefixes;
  private int shortest = 1;

  PrefixSlots(int keys) {
    prefixes = new SlotMultimap[keys];
    Arrays.setAll(prefixes, i -> new SlotMultimap());
  }

  /** The length of the shortest prefix that is kept. */
  int shortest() {
    return shortest;
  }

  /** The length of the longest: the number of keys. */
  int longest() {
    return prefixes.length;
  }

  int[] get(int length, int hash) {
    return prefixes[length - 1].get(hash);
  }

  int count(int length, int hash) {
    return prefixes[length - 1].count(hash);
  }

  /**
   * @param hashes by the length of the prefix less one
   */
  void add(int[][] hashes, int slot) {
    for (int i = shortest - 1; i < prefixes.length; i++) {
      for (int hash : hashes[i]) {
        prefixes[i].add(hash, slot);
      }
    }
  }

  void remove(int[][] hashes, int slot) {
    for (int i = shortest - 1; i < prefixes.length; i++) {
      for (int hash : hashes[i]) {
        prefixes[i].remove(hash, slot);
      }
    }
  }

  /** Keeps only all keys together from now on. */
  void dropShorter() {
    if (shortest < prefixes.length) {
      shortest = prefixes.length;
      Arrays.fill(prefixes, 0, shortest - 1, new SlotMultimap());
    }
  }

  /** Entries over all prefixes. */
  long size() {
    return Arrays.stream(prefixes).mapToLong(SlotMultimap::size).sum();
  }

  /** Bytes of heap that it occupies. */
  long memory() {
    return Arrays.stream(prefixes).mapToLong(SlotMultimap::memory).sum();
  }
}
