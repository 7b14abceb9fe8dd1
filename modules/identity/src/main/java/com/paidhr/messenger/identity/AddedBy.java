package com.paidhr.messenger.identity;

/** By whom a user lets themselves be put into a conversation. */
public enum AddedBy {
  /** By every user of the organization. */
  ANYBODY,
  /** By those with whom the user shares a private conversation or a group. */
  CONTACTS,
  /** By nobody but the user. */
  NOBODY
}
