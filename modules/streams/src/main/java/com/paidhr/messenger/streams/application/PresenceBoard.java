package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.Presence;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Which devices of users are connected, on all nodes. Disposable: what is lost comes back when the
 * devices are confirmed the next time, and what nobody confirms is over after {@link #LIFE}.
 */
public interface PresenceBoard {
  /** How long a device counts as connected without being confirmed. */
  Duration LIFE = Duration.ofSeconds(90);

  /**
   * A connected device.
   *
   * @param name unique among the devices of the user
   */
  record Device(UserId user, String name, Presence.State state) {}

  /**
   * What a change of one device means for its user.
   *
   * @param isNew whether the user's state is another than before
   */
  record Change(Presence now, boolean isNew) {}

  /** Sets a device's state; {@code OFFLINE} takes it away. */
  Change set(Device device);

  /** Confirms devices, those of many users in one round trip per server. */
  void confirm(Collection<Device> devices);

  /** The users' presence; users of whom nothing is known are left out. */
  Map<UserId, Presence> look(Collection<UserId> users);
}
