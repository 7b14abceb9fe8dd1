package com.paidhr.messenger.embeddedstore;

import java.util.ArrayList;
import java.util.List;

/**
 * From a hash to the slots that have it, in primitive arrays. Of the hash only 32 bits are kept.
 * One slot is stored in place, which takes 11 to 21 bytes; several are in a list of their own,
 * which takes 1 to 3 bytes each when they come in ascending order.
 */
final class SlotMultimap {

  private static final int EMPTY = 0;
  private static final int[] NO_SLOTS = {};

  private int[] hashes = new int[16];

  /** {@code EMPTY}, slot + 1, or the negated number + 1 of a list. */
  private int[] values = new int[16];

  private final List<SlotList> lists = new ArrayList<>();
  private final List<Integer> freeLists = new ArrayList<>();
  private int used;
  private long listBytes;

  void add(int hash, int slot) {
    int at = find(hash);
    if (values[at] == EMPTY) {
      hashes[at] = hash;
      values[at] = slot + 1;
      if (++used > values.length - (values.length >> 2)) {
        grow();
      }
    } else if (values[at] > 0) {
      values[at] = -store(new SlotList(values[at] - 1, slot)) - 1;
    } else {
      SlotList list = lists.get(-values[at] - 1);
      listBytes -= list.memory();
      list.add(slot);
      listBytes += list.memory();
    }
  }

  private int store(SlotList slots) {
    listBytes += slots.memory();
    if (freeLists.isEmpty()) {
      lists.add(slots);
      return lists.size() - 1;
    }
    int number = freeLists.removeLast();
    listBytes -= lists.set(number, slots).memory();
    return number;
  }

  void remove(int hash, int slot) {
    int at = find(hash);
    if (values[at] == slot + 1) {
      delete(at);
    } else if (values[at] < 0) {
      int number = -values[at] - 1;
      SlotList slots = lists.get(number);
      slots.remove(slot);
      if (slots.count() == 1) {
        values[at] = slots.toArray()[0] + 1;
        freeLists.add(number);
      }
    }
  }

  /** How many slots {@link #get} would return. */
  int count(int hash) {
    int value = values[find(hash)];
    return value == EMPTY ? 0 : value > 0 ? 1 : lists.get(-value - 1).count();
  }

  /** The slots with this hash; other keys may share it. */
  int[] get(int hash) {
    int value = values[find(hash)];
    if (value == EMPTY) {
      return NO_SLOTS;
    }
    if (value > 0) {
      return new int[] {value - 1};
    }
    return lists.get(-value - 1).toArray();
  }

  /** Number of different hashes. */
  int size() {
    return used;
  }

  /** Bytes of heap that it occupies. */
  long memory() {
    return 2L * Integer.BYTES * values.length + listBytes;
  }

  private int find(int hash) {
    int mask = values.length - 1;
    int at = hash & mask;
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
      int home = hashes[next] & mask;
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
    int[] oldHashes = hashes;
    int[] oldValues = values;
    hashes = new int[oldHashes.length * 2];
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
