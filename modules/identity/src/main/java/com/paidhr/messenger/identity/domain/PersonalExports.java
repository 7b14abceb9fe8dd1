package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.identity.domain.PersonalExport.Failure;
import com.paidhr.messenger.identity.domain.PersonalExport.Part;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All exports. One node at a time writes one, by a claim that ends unless it is renewed. What it
 * writes counts only as long as nobody began another attempt since and nobody removed the export.
 */
public interface PersonalExports {

  /**
   * What a finished archive is.
   *
   * @param size in bytes
   * @param sha256 64 hexadecimal digits
   */
  record Archive(long size, String sha256) {}

  /** Adds one that waits; false when the user has one that is unfinished. */
  boolean add(PersonalExport export);

  /** One that was not removed. */
  Optional<PersonalExport> find(UserId user, String id);

  /** A user's, the newest first, at most 100. */
  List<PersonalExport> of(UserId user);

  /** Begins the next attempt at the one that waits longest, or whose claim has ended. */
  Optional<PersonalExport> claim(Instant now, Instant until);

  /** Keeps the claim and the progress; false when the claim is lost. */
  boolean renew(PersonalExport claimed, List<Part> progress, Instant until);

  /** Gives the claim back: it waits again. */
  void release(PersonalExport claimed);

  /** The archive is complete; false when the claim is lost. */
  boolean finish(
      PersonalExport claimed, Archive archive, List<Part> progress, Instant now, Instant expiresAt);

  /** It came to nothing; false when the claim is lost. */
  boolean fail(
      PersonalExport claimed, Failure failure, List<Part> progress, Instant now, Instant expiresAt);

  /** Makes it invisible; what is left of it is {@link #removable}. False when there is none. */
  boolean remove(UserId user, String id);

  /** The same for all of a user's. */
  void removeAllOf(UserId user);

  /** The same for those of a user's that are ready, but this one. */
  void removeReadyBut(UserId user, String id);

  /** Those that were removed or have expired and that no node writes. */
  List<PersonalExport> removable(Instant now, int limit);

  /** Forgets one for ever. Its pieces must be gone. */
  void forget(PersonalExport export);
}
