package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.NameQuery;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.identity.UserSummary;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds a user's conversations by text: by their name, private ones by the name of the other user,
 * notes to self by the user's own.
 */
@ApplicationScoped
public class TextMatch {
  private final UserDirectory users;

  @Inject
  TextMatch(UserDirectory users) {
    this.users = users;
  }

  Predicate<Conversation> matcher(UserId reader, String query, List<Conversation> among) {
    Map<Conversation, UserId> peers = new HashMap<>();
    among.stream()
        .filter(one -> one.type() == ConversationType.PRIVATE)
        .forEach(one -> peers.put(one, peer(one, reader).orElse(reader)));
    Map<UserId, UserSummary> known = users.findAll(peers.values());
    NameQuery wanted = NameQuery.of(query);
    return conversation ->
        conversation.type() == ConversationType.PRIVATE
            ? matches(known.get(peers.get(conversation)), wanted)
            : wanted.matches(conversation.name());
  }

  private static boolean matches(@Nullable UserSummary user, NameQuery wanted) {
    return user != null && wanted.matches(user.username() + "\n" + user.displayName());
  }

  /** The other user of a private conversation. */
  public static Optional<UserId> peer(Conversation conversation, UserId reader) {
    return conversation.pair().stream().filter(user -> !user.equals(reader)).findFirst();
  }
}
