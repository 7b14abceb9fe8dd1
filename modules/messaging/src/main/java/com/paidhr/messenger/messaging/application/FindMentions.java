package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.messaging.domain.MentionNames;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds whom a new message names: members only, so a mention tells nobody who else exists. {@code
 * @all} counts from admins only. Names of nobody, or of others, are just words.
 */
@ApplicationScoped
class FindMentions {
  private final UserDirectory users;
  private final Conversations conversations;

  @Inject
  FindMentions(UserDirectory users, Conversations conversations) {
    this.users = users;
    this.conversations = conversations;
  }

  Mentions in(NewMessage request) {
    MentionNames found = MentionNames.in(request.body());
    if (found.isEmpty()) {
      return Mentions.NONE;
    }
    Set<UserId> named = new LinkedHashSet<>(users.byUsernames(found.names()).values());
    Set<UserId> asked = new LinkedHashSet<>(named);
    asked.add(request.sender());
    Map<UserId, Access> access = conversations.accessOf(asked, request.conversation());
    Access sender = access.get(request.sender());
    List<UserId> members =
        named.stream()
            .filter(user -> {
              Access known = access.get(user);
              return known != null && known.isMember();
            })
            .toList();
    boolean all =
        found.all()
            && sender != null
            && sender.type() != ConversationType.PRIVATE
            && sender.has(MemberRole.ADMIN);
    return new Mentions(members, all);
  }
}
