package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.PresenceNote;
import com.paidhr.messenger.streams.application.PresenceBoard.Change;
import com.paidhr.messenger.streams.application.PresenceBoard.Device;
import com.paidhr.messenger.streams.domain.Presence;
import com.paidhr.messenger.streams.domain.Presence.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is there. Nothing depends on it: while Redis is away everybody is offline, and streams go on.
 * Who does not want it told is offline to all others, without a time.
 */
@ApplicationScoped
public class TellPresence {
  private static final Logger LOG = LoggerFactory.getLogger(TellPresence.class);

  private final PresenceBoard board;
  private final Whispers whispers;
  private final UserDirectory users;

  @Inject
  TellPresence(PresenceBoard board, Whispers whispers, UserDirectory users) {
    this.board = board;
    this.whispers = whispers;
    this.users = users;
  }

  /** A device of the user is there now, or is not any more. */
  void set(StreamClient client, State state) {
    UserId user = client.user();
    try {
      Change change = board.set(new Device(user, client.device(), state));
      if (change.isNew() && users.hidingPresence(Set.of(user)).isEmpty()) {
        whispers.send(List.of(user), new Heard.Came(change.now()).payload());
      }
    } catch (RuntimeException e) {
      LOG.debug("Presence of {} was not told", user, e);
    }
  }

  /** All these devices are still there. */
  void confirm(Collection<Device> devices) {
    try {
      if (!devices.isEmpty()) {
        board.confirm(devices);
      }
    } catch (RuntimeException e) {
      LOG.debug("Presence was not confirmed", e);
    }
  }

  /** How users are, to one who asks; in the order asked for. */
  public List<PresenceNote> look(UserId reader, Collection<UserId> asked) {
    Set<UserId> hiding = users.hidingPresence(asked);
    Map<UserId, Presence> known = board.look(asked);
    return asked.stream()
        .map(user ->
            note(
                user,
                hiding.contains(user) && !user.equals(reader)
                    ? Presence.UNKNOWN
                    : known.getOrDefault(user, Presence.UNKNOWN)))
        .toList();
  }

  static PresenceNote note(UserId user, Presence presence) {
    return new PresenceNote(user, presence.state().text(), presence.lastSeenAt());
  }
}
