package com.paidhr.messenger.identity;

import com.paidhr.messenger.shared.UserId;

/**
 * What everybody in the organization may know of a user.
 *
 * @param username the unique login name, as the user wrote it
 * @param displayName the name to show; never blank
 * @param active false for one who was deactivated: their messages stay, but nobody adds or mentions
 *     them
 */
public record UserSummary(UserId id, String username, String displayName, boolean active) {

  /** A user who is active. */
  public UserSummary(UserId id, String username, String displayName) {
    this(id, username, displayName, true);
  }
}
