package com.paidhr.messenger.conversations.memory;

import com.paidhr.messenger.conversations.domain.Block;
import com.paidhr.messenger.conversations.domain.BlockStore;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Blocks in memory. */
public final class MemoryBlocks implements BlockStore {
  private final ConcurrentSkipListMap<String, Block> stored = new ConcurrentSkipListMap<>();

  private static String key(UserId blocker, UserId blocked) {
    return blocker + ":" + blocked;
  }

  @Override
  public boolean add(Block block) {
    return stored.putIfAbsent(key(block.blocker(), block.blocked()), block) == null;
  }

  @Override
  public boolean remove(UserId blocker, UserId blocked) {
    return stored.remove(key(blocker, blocked)) != null;
  }

  @Override
  public long count(UserId blocker) {
    return of(blocker).count();
  }

  private Stream<Block> of(UserId blocker) {
    return stored.values().stream().filter(block -> block.blocker().equals(blocker));
  }

  @Override
  public List<Block> page(UserId blocker, @Nullable UserId after, int limit) {
    return of(blocker)
        .filter(block -> after == null || block.blocked().compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Set<UserId> blockersOf(UserId blocked, Collection<UserId> users) {
    return users.stream()
        .filter(user -> stored.containsKey(key(user, blocked)))
        .collect(Collectors.toSet());
  }

  @Override
  public Set<UserId> between(UserId one, UserId other) {
    return Stream.of(
            Optional.ofNullable(stored.get(key(one, other))),
            Optional.ofNullable(stored.get(key(other, one))))
        .flatMap(Optional::stream)
        .map(Block::blocker)
        .collect(Collectors.toSet());
  }
}
