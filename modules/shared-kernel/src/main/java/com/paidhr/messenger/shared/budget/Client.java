package com.paidhr.messenger.shared.budget;

/** Who a request is served for, as far as its holding depends on them. */
public interface Client {
  /** One that is never waited for. */
  Client PROMPT =
      new Client() {
        @Override
        public long waitedFor() {
          return 0;
        }

        @Override
        public void end() {}
      };

  /**
   * Nanoseconds in which the client was waited for, to send a body or to take an answer, since its
   * connection was opened.
   */
  long waitedFor();

  /** Ends its connection, and so the request. */
  void end();
}
