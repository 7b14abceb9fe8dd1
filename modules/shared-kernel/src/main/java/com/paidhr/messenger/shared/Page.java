package com.paidhr.messenger.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the page's items, at most the limit asked for
 * @param next the cursor of the following page, or null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /**
   * A page from one item more than asked for: the surplus proves that another page follows.
   *
   * @param fetched up to {@code limit + 1} items in order
   * @param cursorOf the cursor that continues behind an item
   */
  public static <T> Page<T> ofSurplus(List<T> fetched, int limit, Function<T, String> cursorOf) {
    if (fetched.size() <= limit) {
      return new Page<>(List.copyOf(fetched), null);
    }
    List<T> items = List.copyOf(fetched.subList(0, limit));
    return new Page<>(items, cursorOf.apply(items.getLast()));
  }

  /** The same page with each item shown in another form. */
  public <R> Page<R> map(Function<? super T, ? extends R> view) {
    return new Page<>(items.stream().<R>map(view).toList(), next);
  }
}
