package com.paidhr.messenger.conversations.domain;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who writes in a channel. */
@Schema(name = "PostPolicy", description = "Who writes in a channel")
public enum PostPolicy {
  /** Every member. */
  MEMBERS,
  /** Owners and admins only: an announcement channel. */
  ADMINS
}
