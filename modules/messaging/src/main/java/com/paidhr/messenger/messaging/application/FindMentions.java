package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.messaging.domain.MentionNames;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom a message names: members only, so a mention tells nobody who else exists. {@code
 * @all} counts from admins only. Names of nobody, or of others, are just words.
 */
@ApplicationScoped
class FindMentions {
  private static final int MAX = 50;

  private final UserDirectory users;
  private final Conversations conversations;

  @Inject
  FindMentions(UserDirectory users, Conversations conversations) {
    this.users = users;
    this.conversations = conversations;
  }

  /** Whom the body names; at most 50 members, and any number of other words beginning so. */
  Mentions in(@Nullable String body, UserId author, ConversationId conversation) {
    MentionNames found = MentionNames.in(body);
    if (found.isEmpty()) {
      return Mentions.NONE;
    }
    Map<String, UserId> named = users.byUsernames(spellings(found));
    Set<UserId> asked = new LinkedHashSet<>(named.values());
    asked.add(author);
    Map<UserId, Access> access = conversations.accessOf(asked, conversation);
    Access sender = access.get(author);
    List<UserId> members =
        found.names().stream()
            .map(name ->
                Stream.of(name.plain(), name.written())
                    .map(named::get)
                    .filter(user -> isMember(user, access))
                    .findFirst())
            .flatMap(Optional::stream)
            .distinct()
            .limit(MAX)
            .toList();
    boolean all =
        found.all()
            && sender != null
            && sender.type() != ConversationType.PRIVATE
            && sender.has(MemberRole.ADMIN);
    return new Mentions(members, all);
  }

  private static Set<String> spellings(MentionNames found) {
    return found.names().stream()
        .flatMap(name -> Stream.of(name.plain(), name.written()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean isMember(@Nullable UserId user, Map<UserId, Access> access) {
    Access known = user == null ? null : access.get(user);
    return known != null && known.isMember();
  }
}
