package com.paidhr.messenger.conversations.domain;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a user becomes a member of a group. */
@Schema(name = "JoinPolicy", description = "Who becomes a member of a group")
public enum JoinPolicy {
  /** An admin adds them, or they hold an invite link; to others the group does not exist. */
  INVITE,
  /** Everyone who knows the id may join. */
  OPEN
}
