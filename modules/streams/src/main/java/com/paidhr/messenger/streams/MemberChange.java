package com.paidhr.messenger.streams;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * {@code member.joined}, {@code member.left} and {@code member.role}.
 *
 * @param userId the member
 * @param actorId who did it, null where that is not told
 * @param role the role now, null where it did not change
 * @param seq where the log of the conversation says so, 0 where the user does not see it. Who is
 *     told of their own end forgets what lies before it: they may have come back since
 */
@Schema(name = "MemberEvent", description = "A membership changed")
public record MemberChange(
    ConversationId conversationId,
    UserId userId,
    @Nullable UserId actorId,
    @Nullable String role,
    long seq) {}
