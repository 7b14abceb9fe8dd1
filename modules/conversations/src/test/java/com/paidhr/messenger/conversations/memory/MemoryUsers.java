package com.paidhr.messenger.conversations.memory;

import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.identity.UserSummary;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A directory of users in memory; a user's name is the id. */
public final class MemoryUsers implements UserDirectory {
  private final Map<UserId, UserSummary> users = new ConcurrentHashMap<>();
  private final Map<UserId, AddedBy> addedBy = new ConcurrentHashMap<>();

  /** Registers a user. */
  public UserId add(String name) {
    UserId id = new UserId(name);
    users.put(id, new UserSummary(id, name, name.toUpperCase(java.util.Locale.ROOT)));
    return id;
  }

  @Override
  public Optional<UserSummary> find(UserId id) {
    return Optional.ofNullable(users.get(id));
  }

  @Override
  public Map<UserId, UserSummary> findAll(Collection<UserId> ids) {
    Map<UserId, UserSummary> found = new LinkedHashMap<>();
    ids.forEach(id -> find(id).ifPresent(user -> found.put(id, user)));
    return found;
  }

  @Override
  public Map<String, UserId> byUsernames(Collection<String> usernames) {
    Map<String, UserId> found = new LinkedHashMap<>();
    usernames.forEach(name -> find(new UserId(name)).ifPresent(user -> found.put(name, user.id())));
    return found;
  }

  /** The user lets only these add them. */
  public void limitAdds(UserId user, AddedBy by) {
    addedBy.put(user, by);
  }

  @Override
  public Map<UserId, AddedBy> limitingAdds(Collection<UserId> ids) {
    Map<UserId, AddedBy> limiting = new LinkedHashMap<>(addedBy);
    limiting.keySet().retainAll(ids);
    return limiting;
  }

  @Override
  public Set<UserId> hidingReceipts(Collection<UserId> ids) {
    return Set.of();
  }
}
