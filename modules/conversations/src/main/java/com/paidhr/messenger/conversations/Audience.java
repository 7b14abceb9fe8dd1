package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.UserId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The members to whom one message is addressed, its sender among them. Never loaded whole. Each
 * page is read when it is asked for, so a member who is kicked meanwhile is left out of later
 * pages.
 */
@FunctionalInterface
public interface Audience {

  /**
   * The next members in the order of their ids.
   *
   * @param last the last member of the page before, or null at the start
   * @param limit how many at most; fewer come back only at the end
   */
  List<UserId> after(@Nullable UserId last, int limit);

  /** All members in pages of at most {@code size}, each read when the iteration reaches it. */
  default Iterable<List<UserId>> pages(int size) {
    return () ->
        new Iterator<>() {
          private List<UserId> page = after(null, size);

          @Override
          public boolean hasNext() {
            return !page.isEmpty();
          }

          @Override
          public List<UserId> next() {
            if (page.isEmpty()) {
              throw new NoSuchElementException();
            }
            List<UserId> current = page;
            page = current.size() < size ? List.of() : after(current.getLast(), size);
            return current;
          }
        };
  }
}
