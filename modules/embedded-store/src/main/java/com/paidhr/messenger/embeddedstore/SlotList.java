package com.paidhr.messenger.embeddedstore;

import java.util.Arrays;

/**
 * A growing list of slots that keeps the differences between neighbours, each in as few bytes as it
 * needs. Slots are given out in ascending order, so the differences are small.
 */
final class SlotList {
  private static final int LONGEST = 5;

  /** The object, its array's header, and the reference to it. */
  private static final int HEADERS = 56;

  private byte[] bytes = new byte[8];
  private int length;
  private int count;
  private int last;

  SlotList(int first, int second) {
    add(first);
    add(second);
  }

  int count() {
    return count;
  }

  /** Bytes of heap that it occupies. */
  int memory() {
    return HEADERS + bytes.length;
  }

  void add(int slot) {
    if (length + LONGEST > bytes.length) {
      bytes = Arrays.copyOf(bytes, length + LONGEST + (length >> 3));
    }
    length = write(slot - last, length);
    last = slot;
    count++;
  }

  /** Removes one of the entries for this slot, if there is any. */
  void remove(int slot) {
    int previous = 0;
    for (int at = 0; at < length; ) {
      int next = end(at);
      int current = previous + read(at);
      if (current == slot) {
        cut(at, next, previous);
        return;
      }
      previous = current;
      at = next;
    }
  }

  /**
   * Takes out the entry between two places; the one behind it is then as far from the one before.
   */
  private void cut(int at, int next, int previous) {
    count--;
    if (next == length) {
      length = at;
      last = previous;
      return;
    }
    int end = end(next);
    int following = previous + read(at) + read(next);
    // The joined difference is never longer than both were together.
    int written = write(following - previous, at);
    System.arraycopy(bytes, end, bytes, written, length - end);
    length -= end - written;
  }

  int[] toArray() {
    var slots = new int[count];
    int slot = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      slot += read(at);
      slots[i] = slot;
      at = end(at);
    }
    return slots;
  }

  /** Seven bits a byte, lowest first, the sign in the lowest bit; returns the end. */
  private int write(int difference, int at) {
    int rest = (difference << 1) ^ (difference >> 31);
    int to = at;
    for (; (rest & ~0x7F) != 0; rest >>>= 7) {
      bytes[to++] = (byte) (rest | 0x80);
    }
    bytes[to++] = (byte) rest;
    return to;
  }

  private int read(int at) {
    int value = 0;
    int shift = 0;
    int from = at;
    for (; bytes[from] < 0; shift += 7) {
      value |= (bytes[from++] & 0x7F) << shift;
    }
    value |= bytes[from] << shift;
    return (value >>> 1) ^ -(value & 1);
  }

  private int end(int at) {
    int end = at;
    while (bytes[end] < 0) {
      end++;
    }
    return end + 1;
  }
}
