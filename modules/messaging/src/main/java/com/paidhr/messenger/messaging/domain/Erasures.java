package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.domain.Erasure.Progress;
import com.paidhr.messenger.messaging.domain.Erasure.State;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps erasures, one of a user. */
public interface Erasures {

  /** Stores a new one; false when there is one of the user. */
  boolean add(Erasure erasure);

  Optional<Erasure> find(String id);

  Optional<Erasure> of(UserId user);

  /** Those that are to be gone on with. */
  List<Erasure> due(Instant now, int limit);

  /** Takes one that is due until then; empty when another node was faster. */
  Optional<Erasure> take(String id, String node, Instant now, Instant until);

  /**
   * Notes how far it is; false when another node has taken it since.
   *
   * @param due when it is to be gone on with, if this node does not
   */
  boolean save(String id, String node, Progress progress, State state, Instant due);

  /** It is done. */
  void finish(String id, Progress progress, Instant now);
}
