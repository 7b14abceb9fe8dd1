package com.paidhr.messenger.shared.limits;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a thread works. Set for each request before its resource method is called, in the
 * thread that calls it.
 *
 * @param address the network that the request comes from
 * @param user the id of the user whose token it carries, null without one
 */
public record Requester(String address, @Nullable String user) {
  private static final Requester SERVICE = new Requester("service", null);
  private static final ThreadLocal<Requester> CURRENT = ThreadLocal.withInitial(() -> SERVICE);

  /** Who the present thread works for: where no request is served, the service itself. */
  public static Requester current() {
    return CURRENT.get();
  }

  /** Lets the present thread work for this requester until {@link #clear}. */
  public void begin() {
    CURRENT.set(this);
  }

  /** Lets the present thread work for the service again. */
  public static void clear() {
    CURRENT.remove();
  }

  /** Whether nobody asked: the service works for itself. */
  public boolean isService() {
    return equals(SERVICE);
  }

  /** The user, or where there is none the address. */
  public String who() {
    return user == null ? address : user;
  }
}
