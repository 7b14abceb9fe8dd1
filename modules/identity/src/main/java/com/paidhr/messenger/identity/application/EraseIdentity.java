package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.UserErased;
import com.paidhr.messenger.identity.UserErasure;
import com.paidhr.messenger.identity.domain.ErasedUsers;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Makes a user nobody in particular. */
@ApplicationScoped
class EraseIdentity implements UserErasure {
  private static final String NAME = "Erased user";
  private static final int DRAWN = 16;

  private final AdministerUsers administer;
  private final ErasedUsers erased;
  private final IdGenerator ids;
  private final Clock clock;
  private final Event<UserErased> event;

  @Inject
  EraseIdentity(
      AdministerUsers administer,
      ErasedUsers erased,
      IdGenerator ids,
      Clock clock,
      Event<UserErased> event) {
    this.administer = administer;
    this.erased = erased;
    this.ids = ids;
    this.clock = clock;
    this.event = event;
  }

  @Override
  public void deactivate(UserId actor, UserId user) {
    administer.change(actor, user, Set.of(), false);
  }

  @Override
  public void erase(UserId user) {
    Instant now = clock.instant();
    // Drawn, so that nobody can take the name before.
    String username = "erased-" + Digest.hex(ids.next()).substring(0, DRAWN);
    erased.rename(user, username, NAME, now);
    erased.removeCredentials(user);
    event.fire(new UserErased(now, user));
  }
}
