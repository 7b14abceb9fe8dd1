package com.paidhr.messenger.media.domain;

/**
 * How many bytes are stored.
 *
 * @param user in files of one user
 * @param all in all files
 */
public record Usage(long user, long all) {
  /** How many more bytes of this user's files the quota admits; never negative. */
  public long room(Quota quota) {
    return Math.max(0, Math.min(quota.perUser() - user, quota.all() - all));
  }
}
