package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Audience;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The members of a conversation, as they are to be told of something. */
@ApplicationScoped
class Listeners {
  private static final int PAGE = 1_000;

  private final Conversations conversations;

  @Inject
  Listeners(Conversations conversations) {
    this.conversations = conversations;
  }

  private Audience members(ConversationId conversation) {
    return conversations.audienceOf(conversation, Visibility.OPEN);
  }

  /** Hands over what each member sees now, page by page. */
  void eachSight(ConversationId conversation, Consumer<List<Visibility>> page) {
    for (List<UserId> users : members(conversation).pages(PAGE)) {
      List<Visibility> sights = new ArrayList<>(users.size());
      for (Access access : conversations.accessOf(users, conversation).values()) {
        if (access.isMember()) {
          sights.add(access.visibility());
        }
      }
      page.accept(sights);
    }
  }

  /** Hands over all members, page by page. */
  void eachMember(ConversationId conversation, Consumer<List<UserId>> page) {
    members(conversation).pages(PAGE).forEach(page);
  }

  /** The first members, at most {@code limit}. */
  List<UserId> first(ConversationId conversation, int limit) {
    return members(conversation).after(null, limit);
  }
}
