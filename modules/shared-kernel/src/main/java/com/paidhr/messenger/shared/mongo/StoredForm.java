package com.paidhr.messenger.shared.mongo;

import org.jspecify.annotations.Nullable;

/**
 * Something that is stored beside what it is made from, such as search terms. When the way of
 * making it changes, {@link Rebuilds} makes all of it anew, once for all nodes.
 */
public interface StoredForm {

  /** Names it in the store, for ever. */
  String name();

  /** The way in which it is made now; grows with each change. */
  int version();

  /**
   * Makes a bounded part of it anew. Doing a part twice does no harm, and what changes meanwhile is
   * left to who changes it.
   *
   * @param place where the part before ended, null at the start
   * @return where this part ends, null when nothing is left
   */
  @Nullable String rebuild(@Nullable String place);
}
