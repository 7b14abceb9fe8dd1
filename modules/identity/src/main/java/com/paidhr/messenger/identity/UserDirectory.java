package com.paidhr.messenger.identity;

import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks users up for other modules. Answers come from the store, never from a stale copy. */
public interface UserDirectory {

  /** The user with this id, empty where there is none. */
  Optional<UserSummary> find(UserId id);

  /**
   * The users with these ids in one look-up; ids that nobody has are left out. The map iterates in
   * the order of the ids given.
   */
  Map<UserId, UserSummary> findAll(Collection<UserId> ids);

  /**
   * The ids of the users with these names, whose case does not matter; names that nobody has are
   * left out.
   *
   * @return keyed by the names as they were given
   */
  Map<String, UserId> byUsernames(Collection<String> usernames);

  /**
   * Those of the users who have turned read receipts off: nobody is told what they have read, and
   * they are told of nobody.
   */
  Set<UserId> hidingReceipts(Collection<UserId> ids);

  /** Those of the users who do not want others to know whether they are there. */
  default Set<UserId> hidingPresence(Collection<UserId> ids) {
    return Set.of();
  }

  /** Those of the users who do not let everybody put them into conversations, in one look-up. */
  default Map<UserId, AddedBy> limitingAdds(Collection<UserId> ids) {
    return Map.of();
  }
}
