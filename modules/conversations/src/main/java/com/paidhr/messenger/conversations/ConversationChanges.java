package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.List;

/**
 * What happened to conversations without a message that says so, and that nobody was told of yet:
 * new ones, and members' own settings. Each is marked in its document in the same write.
 */
public interface ConversationChanges {

  /** Who is in what. */
  record Membership(ConversationId conversation, UserId user) {}

  /**
   * A member's own settings that changed.
   *
   * @param version grows with each change of them
   */
  record UntoldSettings(ConversationId conversation, UserId user, long version) {}

  /** New conversations whose founding members were not told. */
  List<ConversationId> untoldCreations(int limit);

  /** Their founding members were told. */
  void toldCreations(Collection<ConversationId> conversations);

  /** Own settings that changed, of whomever. */
  List<UntoldSettings> untoldSettings(int limit);

  /** The same of these members. */
  List<UntoldSettings> untoldSettings(Collection<Membership> members);

  /** Takes the marks off where nothing has changed since, in one command. */
  void toldSettings(Collection<UntoldSettings> settings);
}
