package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.budget.Client;

/** Knows the client of the connection that a thread serves. */
public final class ServedClient {
  private static final ScopedValue<Peer> CURRENT = ScopedValue.newInstance();

  private ServedClient() {}

  /** The client that the present thread serves; where it serves none, one that needs no waiting. */
  public static Client current() {
    return CURRENT.isBound() ? CURRENT.get() : Client.PROMPT;
  }

  /** Ends the present connection if its answer has begun; else it can still be told what failed. */
  public static void cutOff() {
    if (CURRENT.isBound() && CURRENT.get().isAnswering()) {
      CURRENT.get().end();
    }
  }

  /** Serves a client until it is gone. */
  static void serve(Peer client, Serving serving) throws InterruptedException {
    ScopedValue.where(CURRENT, client)
        .<Void, InterruptedException>call(() -> {
          serving.serve();
          return null;
        });
  }

  /** What a connection does from its first to its last request. */
  interface Serving {
    void serve() throws InterruptedException;
  }
}
