package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.identity.UserSummary;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers other modules' questions about users. */
@ApplicationScoped
class Directory implements UserDirectory {
  private final Users users;

  @Inject
  Directory(Users users) {
    this.users = users;
  }

  @Override
  public Optional<UserSummary> find(UserId id) {
    return users.find(id).map(User::summary);
  }

  @Override
  public Map<UserId, UserSummary> findAll(Collection<UserId> ids) {
    Map<UserId, UserSummary> found = new HashMap<>();
    users.findAll(ids).forEach(user -> found.put(user.id(), user.summary()));
    Map<UserId, UserSummary> inOrder = new LinkedHashMap<>();
    for (UserId id : ids) {
      UserSummary summary = found.get(id);
      if (summary != null) {
        inOrder.put(id, summary);
      }
    }
    return inOrder;
  }

  @Override
  public Set<UserId> hidingReceipts(Collection<UserId> ids) {
    return users.hidingReceipts(ids);
  }

  @Override
  public Set<UserId> hidingPresence(Collection<UserId> ids) {
    return users.hidingPresence(ids);
  }

  @Override
  public Map<UserId, AddedBy> limitingAdds(Collection<UserId> ids) {
    return users.limitingAdds(ids);
  }

  @Override
  public Map<String, UserId> byUsernames(Collection<String> usernames) {
    Map<String, UserId> byKey = new HashMap<>();
    users.findByUsernames(usernames).stream()
        .filter(User::isActive)
        .forEach(user -> byKey.put(Names.key(user.username()), user.id()));
    Map<String, UserId> found = new LinkedHashMap<>();
    for (String username : usernames) {
      UserId id = byKey.get(Names.key(username));
      if (id != null) {
        found.put(username, id);
      }
    }
    return found;
  }
}
