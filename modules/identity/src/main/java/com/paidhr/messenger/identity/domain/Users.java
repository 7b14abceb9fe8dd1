package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.SearchQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All users. */
public interface Users {

  /**
   * Stores a new user.
   *
   * @throws NameTakenException when somebody has the username or the email already
   */
  void add(User user);

  /**
   * Replaces a user by a changed one, if nobody changed it meanwhile.
   *
   * @return whether the version was still the same; the stored version is one higher
   * @throws NameTakenException when somebody else has the email
   */
  boolean replace(User user);

  Optional<User> find(UserId id);

  List<User> findAll(Collection<UserId> ids);

  /** Those of the users who hide what they have read. */
  Set<UserId> hidingReceipts(Collection<UserId> ids);

  /** Those of the users who hide whether they are there. */
  Set<UserId> hidingPresence(Collection<UserId> ids);

  /** Those of the users who do not let everybody add them. */
  Map<UserId, AddedBy> limitingAdds(Collection<UserId> ids);

  /** Finds by username without regard to case. */
  Optional<User> findByUsername(String username);

  /** Finds by username without regard to case, in no order. */
  List<User> findByUsernames(Collection<String> usernames);

  /** Finds by email without regard to case. */
  Optional<User> findByEmail(String email);

  /** Those whom the external issuer's directory calls so, without regard to case; at most two. */
  List<User> findByExternalName(String name);

  /** How many users have an external id. */
  long countExternal();

  /** Users with an external id, in its order. */
  List<User> pageOfExternal(int skip, int limit);

  /**
   * Notes that a user signs in now, unless they are deactivated.
   *
   * @return the user as they are; empty when they are deactivated or gone
   */
  Optional<User> signedIn(UserId id, Instant now);

  /** Makes void what an external issuer issued for the user at that time or before. */
  void refuseUntil(UserId id, Instant time);

  /**
   * Whether what an external issuer issued at a time is good for the user: they are active, and
   * their sessions were not ended since.
   */
  boolean admits(UserId id, Instant issuedAt);

  /** The ids of all who administrate and are active. */
  List<UserId> administrators();

  /**
   * Users in the order of their names.
   *
   * @param query the words of username and display name, null for all
   * @param all also those who are deactivated
   * @param after the username key to continue behind; null at the start
   */
  List<User> page(@Nullable SearchQuery query, boolean all, @Nullable String after, int limit);
}
