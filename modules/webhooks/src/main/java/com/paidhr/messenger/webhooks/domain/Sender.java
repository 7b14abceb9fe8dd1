package com.paidhr.messenger.webhooks.domain;

import java.net.URI;

/** Posts events. */
public interface Sender {

  /** Posts one, within bounds of time and size; what goes wrong is an outcome. */
  Sent send(Post post);

  /** Whether the host has an address that may be called, as far as can be told now. */
  boolean mayCall(URI url);

  /** Breaks off what is under way; nothing is sent any more. */
  void close();

  /**
   * One post.
   *
   * @param id names the event, the same at each attempt
   * @param time in seconds since 1970, as it is signed
   */
  record Post(URI url, String id, long time, String signature, String body) {}
}
