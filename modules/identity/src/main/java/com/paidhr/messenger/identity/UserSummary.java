package com.paidhr.messenger.identity;

import com.paidhr.messenger.shared.UserId;

/**
 * What everybody in the organization may know of a user.
 *
 * @param username the unique login name, as the user wrote it
 * @param displayName the name to show; never blank
 */
public record UserSummary(UserId id, String username, String displayName) {}
