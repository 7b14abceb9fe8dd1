package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.MemberRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a membership: the role, by an owner, or the own flags.
 *
 * @param muted the caller wants no notifications from here
 * @param pinned the caller wants it at the top of the list
 */
@Schema(name = "MemberChange")
public record EditMemberRequest(
    @Nullable MemberRole role, @Nullable Boolean muted, @Nullable Boolean pinned) {

  boolean flags() {
    return muted != null || pinned != null;
  }
}
