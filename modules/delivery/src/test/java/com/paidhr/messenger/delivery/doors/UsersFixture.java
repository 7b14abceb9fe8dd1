package com.paidhr.messenger.delivery.doors;

import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.identity.UserErasure;
import com.paidhr.messenger.identity.UserSummary;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever is asked for exists, and has no name that a message could mention or that could be
 * erased.
 */
@ApplicationScoped
public class UsersFixture implements UserDirectory, UserErasure {
  @Override
  public void deactivate(UserId actor, UserId user) {}

  @Override
  public void erase(UserId user) {}

  @Override
  public Optional<UserSummary> find(UserId id) {
    return Optional.of(new UserSummary(id, id.value(), id.value()));
  }

  @Override
  public Map<UserId, UserSummary> findAll(Collection<UserId> ids) {
    Map<UserId, UserSummary> users = new LinkedHashMap<>();
    ids.forEach(id -> users.put(id, new UserSummary(id, id.value(), id.value())));
    return users;
  }

  @Override
  public Map<String, UserId> byUsernames(Collection<String> usernames) {
    return Map.of();
  }

  @Override
  public Set<UserId> hidingReceipts(Collection<UserId> ids) {
    return Set.of();
  }
}
