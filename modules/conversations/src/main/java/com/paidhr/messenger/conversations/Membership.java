package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A user's present membership.
 *
 * @param conversation the conversation
 * @param user the member
 * @param type the kind of conversation
 * @param role the member's role
 * @param since the first seq of the open interval: 1 for founders, else the seq of the own join
 * @param from the first seq that the user may see
 * @param joinedAt when that interval opened
 * @param epoch grows with every change of this membership
 * @param muted whether the member wants no notifications from here
 */
public record Membership(
    ConversationId conversation,
    UserId user,
    ConversationType type,
    MemberRole role,
    long since,
    long from,
    Instant joinedAt,
    long epoch,
    boolean muted) {}
