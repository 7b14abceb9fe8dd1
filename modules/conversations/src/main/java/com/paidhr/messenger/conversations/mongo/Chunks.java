package com.paidhr.messenger.conversations.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts long lists of keys into queries that every store answers by its index. */
final class Chunks {
  static final int SIZE = 1_000;

  private Chunks() {}

  static <T> List<List<T>> of(Collection<T> keys) {
    List<T> distinct = keys.stream().distinct().toList();
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += SIZE) {
      chunks.add(distinct.subList(from, Math.min(from + SIZE, distinct.size())));
    }
    return chunks;
  }
}
