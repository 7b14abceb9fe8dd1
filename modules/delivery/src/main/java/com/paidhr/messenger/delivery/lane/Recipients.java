package com.paidhr.messenger.delivery.lane;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** To whom messages are addressed now. */
@ApplicationScoped
public class Recipients {
  private final Conversations conversations;

  @Inject
  Recipients(Conversations conversations) {
    this.conversations = conversations;
  }

  /** Members to whom a message is addressed, each with the first message addressed to them. */
  Map<UserId, Long> of(ConversationId conversation, long seq) {
    return conversations.addressees(conversation, seq);
  }

  /** Those of the users who are members now, each with the first message addressed to them. */
  public Map<UserId, Long> among(Collection<UserId> users, ConversationId conversation) {
    Map<UserId, Long> since = new LinkedHashMap<>();
    conversations
        .accessOf(users, conversation)
        .forEach((user, access) -> {
          if (access.isMember()) {
            since.put(user, first(access));
          }
        });
    return since;
  }

  private static long first(Access access) {
    return Math.max(access.visibility().from(), access.visibility().since());
  }
}
