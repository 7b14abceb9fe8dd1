package com.paidhr.messenger.conversations;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a member may do to a conversation; a role includes what the weaker ones may. */
@Schema(name = "MemberRole", description = "What a member may do")
public enum MemberRole {
  /** Appoints and demotes, archives and restores, kicks anyone. */
  OWNER,
  /** Adds, kicks members and admins, renames, changes settings, makes invite links. */
  ADMIN,
  /** Reads and writes. */
  MEMBER;

  /** Whether this role may do what {@code other} may. */
  public boolean includes(MemberRole other) {
    return compareTo(other) <= 0;
  }
}
