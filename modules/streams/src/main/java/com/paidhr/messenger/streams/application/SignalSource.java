package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.UserId;
import java.util.Collection;

/** Tells this node when something was appended to the inboxes of its users. */
public interface SignalSource {

  /** Begins to tell. */
  void start(Listener listener);

  /** From soon on signals of this user are told; {@link Listener#listening} says from when. */
  void listen(UserId user);

  /** Signals of this user are not told any more. */
  void forget(UserId user);

  /** Ends it. */
  void stop();

  /** Who is told, on a thread that must not be held up. */
  interface Listener {

    /**
     * Something happened.
     *
     * @param payload empty where the inbox has it, else what happened
     */
    void signalled(UserId user, String payload);

    /** What happened to these users until now may have been missed; from now on it is told. */
    void listening(Collection<UserId> users);
  }
}
