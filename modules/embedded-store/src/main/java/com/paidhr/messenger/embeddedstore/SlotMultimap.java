package com.paidhr.messenger.embeddedstore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From a 64-bit hash to the slots that have it, in primitive arrays: about 24 bytes per hash. One
 * slot is stored in place, several in a list of their own.
 */
final class SlotMultimap {

  private static final int EMPTY = 0;
  private static final int[] NO_SLOTS = {};

  /** A growing list of slots. */
  private static final class Slots {
    private int[] slots;
    private int count;

    Slots(int first, int second) {
      slots = new int[] {first, second};
      count = 2;
    }

    void add(int slot) {
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, count + (count >> 1) + 1);
      }
      slots[count++] = slot;
    }

    void remove(int slot) {
      for (int i = count - 1; i >= 0; i--) {
        if (slots[i] == slot) {
          slots[i] = slots[--count];
          return;
        }
      }
    }
  }

  private long[] hashes = new long[16];

  /** {@code EMPTY}, slot + 1, or the negated number + 1 of a list. */
  private int[] values = new int[16];

  private final List<Slots> lists = new ArrayList<>();
  private final List<Integer> freeLists = new ArrayList<>();
  private int used;

  void add(long hash, int slot) {
    int at = find(hash);
    if (values[at] == EMPTY) {
      hashes[at] = hash;
      values[at] = slot + 1;
      if (++used > values.length - (values.length >> 2)) {
        grow();
      }
    } else if (values[at] > 0) {
      values[at] = -store(new Slots(values[at] - 1, slot)) - 1;
    } else {
      lists.get(-values[at] - 1).add(slot);
    }
  }

  private int store(Slots slots) {
    if (freeLists.isEmpty()) {
      lists.add(slots);
      return lists.size() - 1;
    }
    int number = freeLists.removeLast();
    lists.set(number, slots);
    return number;
  }

  void remove(long hash, int slot) {
    int at = find(hash);
    if (values[at] == slot + 1) {
      delete(at);
    } else if (values[at] < 0) {
      int number = -values[at] - 1;
      Slots slots = lists.get(number);
      slots.remove(slot);
      if (slots.count == 1) {
        values[at] = slots.slots[0] + 1;
        freeLists.add(number);
      }
    }
  }

  /** How many slots {@link #get} would return. */
  int count(long hash) {
    int value = values[find(hash)];
    return value == EMPTY ? 0 : value > 0 ? 1 : lists.get(-value - 1).count;
  }

  /** The slots with this hash; other keys may share it. */
  int[] get(long hash) {
    int value = values[find(hash)];
    if (value == EMPTY) {
      return NO_SLOTS;
    }
    if (value > 0) {
      return new int[] {value - 1};
    }
    Slots slots = lists.get(-value - 1);
    return Arrays.copyOf(slots.slots, slots.count);
  }

  /** Number of different hashes. */
  int size() {
    return used;
  }

  private int find(long hash) {
    int mask = values.length - 1;
    int at = (int) hash & mask;
    while (values[at] != EMPTY && hashes[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Empties a place and moves up those behind it that would otherwise no longer be found. */
  private void delete(int at) {
    int mask = values.length - 1;
    int hole = at;
    for (int next = (at + 1) & mask; values[next] != EMPTY; next = (next + 1) & mask) {
      int home = (int) hashes[next] & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        hashes[hole] = hashes[next];
        values[hole] = values[next];
        hole = next;
      }
    }
    values[hole] = EMPTY;
    used--;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldValues = values;
    hashes = new long[oldHashes.length * 2];
    values = new int[oldValues.length * 2];
    for (int i = 0; i < oldValues.length; i++) {
      if (oldValues[i] != EMPTY) {
        int at = find(oldHashes[i]);
        hashes[at] = oldHashes[i];
        values[at] = oldValues[i];
      }
    }
  }
}
