package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationLog;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.conversations.domain.AccessRule;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains to administrators why a user sees or does not see a message. */
@ApplicationScoped
public class ExplainVisibility {
  private final ConversationStore conversations;
  private final MemberLookup lookup;
  private final ConversationLog log;

  /**
   * A decision with what made it.
   *
   * @param type null when there is no such conversation
   * @param role null for one who is not a member now
   * @param past closed intervals of earlier memberships, which give no right any more
   * @param messageExists whether the log reaches that far
   */
  public record Explanation(
      Visibility visibility,
      boolean visible,
      @Nullable ConversationType type,
      @Nullable MemberRole role,
      long epoch,
      List<Member.Interval> past,
      boolean messageExists,
      String reason) {}

  @Inject
  ExplainVisibility(ConversationStore conversations, MemberLookup lookup, ConversationLog log) {
    this.conversations = conversations;
    this.lookup = lookup;
    this.log = log;
  }

  /** Why {@code user} sees {@code message} or does not. */
  public Explanation explain(UserId user, MessageId message) {
    ConversationId id = message.conversation();
    Conversation conversation = conversations.find(id).orElse(null);
    if (conversation == null) {
      Visibility nothing = Visibility.none(id, user, Visibility.Rule.NO_CONVERSATION);
      return new Explanation(
          nothing, false, null, null, 0, List.of(), false, "There is no conversation " + id);
    }
    Member member = lookup.find(conversation, user).orElse(null);
    Visibility visibility = AccessRule.visibility(conversation, member, user);
    boolean exists = message.seq() <= log.lastSeq(id);
    return new Explanation(
        visibility,
        exists && visibility.sees(message.seq()),
        conversation.type(),
        member != null && member.current() ? member.role() : null,
        member == null ? 0 : member.epoch(),
        member == null ? List.of() : member.past(),
        exists,
        reason(visibility, member, message.seq(), exists));
  }

  private static String reason(
      Visibility visibility, @Nullable Member member, long seq, boolean exists) {
    if (!exists) {
      return "The conversation has no message " + seq;
    }
    return switch (visibility.rule()) {
      case PRIVATE_PARTICIPANT -> "One of the two users of a private conversation sees everything";
      case CHANNEL_READER -> "Every user sees everything in a channel";
      case GROUP_MEMBER ->
          visibility.sees(seq)
              ? "A member since message " + visibility.from() + " sees what came from there on"
              : "A member since message " + visibility.from() + " sees nothing from before it";
      case NOT_A_MEMBER ->
          member == null || member.past().isEmpty()
              ? "Never was a member"
              : "Not a member any more: the last membership ended at message "
                  + member.past().getLast().to();
      case NO_CONVERSATION -> "There is no such conversation";
    };
  }
}
