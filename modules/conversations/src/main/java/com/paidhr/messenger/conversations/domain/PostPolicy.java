package com.paidhr.messenger.conversations.domain;

/** Who writes in a channel. */
public enum PostPolicy {
  /** Every member. */
  MEMBERS,
  /** Owners and admins only: an announcement channel. */
  ADMINS
}
