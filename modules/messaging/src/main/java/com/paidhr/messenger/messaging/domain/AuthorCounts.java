package com.paidhr.messenger.messaging.domain;

import java.util.Collection;
import java.util.Map;

/**
 * Who wrote how many messages in blocks of a log, as counted once and stored. The author of a
 * SYSTEM message is {@link Draft#MADE_HERE}.
 */
public interface AuthorCounts {

  /**
   * The blocks that are stored, each with how many messages these authors wrote in it.
   *
   * @param authors whose counts are wanted; without one, those of all
   */
  Map<AuthorBlock, Map<String, Long>> find(
      Collection<AuthorBlock> blocks, Collection<String> authors);

  /** Stores a block's counts; those that another node stored meanwhile are the same and stay. */
  void add(AuthorBlock block, Map<String, Long> counts);
}
