package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.domain.BlockStore;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks whom somebody may put into a conversation, as each user wishes. Contacts are those with whom
 * one is in a private conversation or a group now. Channels make none: everybody may join them.
 */
@ApplicationScoped
public class AddRules {
  private final UserDirectory users;
  private final MemberStore members;
  private final BlockStore blocks;

  @Inject
  AddRules(UserDirectory users, MemberStore members, BlockStore blocks) {
    this.users = users;
    this.members = members;
    this.blocks = blocks;
  }

  /**
   * Those of the users whom {@code actor} may not add, those who block them among these: two
   * look-ups where all let everybody add them, at most four.
   */
  Set<UserId> refusing(UserId actor, Collection<UserId> wanted) {
    Map<UserId, AddedBy> limiting = users.limitingAdds(wanted);
    Set<UserId> refusing = new HashSet<>(limiting.keySet());
    Set<UserId> knowing =
        limiting.keySet().stream()
            .filter(user -> limiting.get(user) == AddedBy.CONTACTS)
            .collect(Collectors.toSet());
    if (!knowing.isEmpty()) {
      refusing.removeAll(contacts(actor, knowing));
    }
    refusing.addAll(blocks.blockersOf(actor, wanted));
    return refusing;
  }

  private Set<UserId> contacts(UserId actor, Set<UserId> of) {
    List<ConversationId> shared =
        members.ofUser(actor).stream()
            .filter(member -> member.type() != ConversationType.CHANNEL)
            .map(Member::conversation)
            .toList();
    return shared.isEmpty() ? Set.of() : members.presentIn(shared, of);
  }
}
