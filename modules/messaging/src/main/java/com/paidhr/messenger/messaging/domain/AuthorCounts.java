package com.paidhr.messenger.messaging.domain;

import java.util.Collection;
import java.util.Map;

/**
 * Who wrote the messages in blocks of a log, as found once and stored. Of the smallest blocks it is
 * kept who wrote which place, of the others only how many. The author of a SYSTEM message is {@link
 * Draft#MADE_HERE}.
 */
public interface AuthorCounts {

  /**
   * The blocks that are stored, each with how many messages these authors wrote in it.
   *
   * @param blocks none of the smallest size
   * @param authors whose counts are wanted; without one, those of all
   */
  Map<AuthorBlock, Map<String, Long>> find(
      Collection<AuthorBlock> blocks, Collection<String> authors);

  /** Stores a block's counts; those that another node stored meanwhile are the same and stay. */
  void add(AuthorBlock block, Map<String, Long> counts);

  /** Those of the smallest blocks that are stored. */
  Map<AuthorBlock, WrittenPlaces> findPlaces(Collection<AuthorBlock> blocks);

  /** Stores whole blocks of the smallest size, in one round trip. */
  void addPlaces(Map<AuthorBlock, WrittenPlaces> blocks);
}
