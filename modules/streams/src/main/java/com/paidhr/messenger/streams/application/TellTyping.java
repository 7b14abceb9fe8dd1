package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Tells the other members that somebody writes, at most every two seconds. In conversations of more
 * than {@value #MOST} members nobody is told: it would cost more than it is worth.
 */
@ApplicationScoped
public class TellTyping {
  static final int MOST = 200;

  private final Conversations conversations;
  private final Whispers whispers;

  @Inject
  TellTyping(Conversations conversations, Whispers whispers) {
    this.conversations = conversations;
    this.whispers = whispers;
  }

  /**
   * Tells that the user writes.
   *
   * @throws com.paidhr.messenger.shared.DomainException as a send would, when the user may not
   *     write
   */
  public void tell(UserId user, ConversationId conversation) {
    Access access = conversations.accessOf(user, conversation);
    access.requireWrite();
    if (!whispers.mayTellTyping(user, conversation)) {
      return;
    }
    List<UserId> members =
        conversations.audienceOf(conversation, Visibility.OPEN - 1).after(null, MOST + 1);
    if (members.size() <= MOST) {
      whispers.send(
          members.stream().filter(member -> !member.equals(user)).toList(),
          new Heard.Typing(conversation, user).payload());
    }
  }
}
