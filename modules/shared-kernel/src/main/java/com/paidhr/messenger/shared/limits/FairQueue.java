package com.paidhr.messenger.shared.limits;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands out what waits in turns: each branch of a path gets as many turns as its siblings, at every
 * level, however much waits in it. Within the last branch the first comes first. Not safe for
 * threads.
 */
final class FairQueue<T> {
  private final Node<T> root = new Node<>();

  /** Appends an item to the branch that the path leads to. */
  void add(List<String> path, T item) {
    Node<T> node = root;
    node.size++;
    for (String step : path) {
      node = node.children.computeIfAbsent(step, name -> new Node<>());
      node.size++;
    }
    node.items.add(item);
  }

  /** How many items wait below the path. */
  int size(List<String> path) {
    Node<T> node = root;
    for (String step : path) {
      node = node.children.get(step);
      if (node == null) {
        return 0;
      }
    }
    return node.size;
  }

  /** Takes the next item out, or null when none waits. */
  @Nullable T poll() {
    return root.size == 0 ? null : root.poll();
  }

  /** Takes this item out wherever it stands in its branch; false when it is not there. */
  boolean remove(List<String> path, T item) {
    return root.remove(path, item);
  }

  private static final class Node<T> {
    final Map<String, Node<T>> children = new LinkedHashMap<>();
    final Deque<T> items = new ArrayDeque<>();
    int size;

    T poll() {
      size--;
      if (children.isEmpty()) {
        return items.remove();
      }
      Map.Entry<String, Node<T>> turn = children.entrySet().iterator().next();
      String name = turn.getKey();
      Node<T> child = turn.getValue();
      children.remove(name);
      T item = child.poll();
      if (child.size > 0) {
        children.put(name, child);
      }
      return item;
    }

    boolean remove(List<String> path, T item) {
      boolean removed;
      if (path.isEmpty()) {
        removed = items.remove(item);
      } else {
        Node<T> child = children.get(path.getFirst());
        removed = child != null && child.remove(path.subList(1, path.size()), item);
        if (removed && child != null && child.size == 0) {
          children.remove(path.getFirst());
        }
      }
      if (removed) {
        size--;
      }
      return removed;
    }
  }
}
