package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.shared.UserId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who becomes a member.
 *
 * @param userId whom an admin adds; absent when the caller joins
 * @param role MEMBER unless given; only an owner gives another
 */
@Schema(name = "NewMember")
public record AddMemberRequest(@Nullable UserId userId, @Nullable MemberRole role) {}
