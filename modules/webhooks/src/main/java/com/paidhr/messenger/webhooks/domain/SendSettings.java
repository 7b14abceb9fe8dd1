package com.paidhr.messenger.webhooks.domain;

import com.paidhr.messenger.shared.wire.Addresses;
import java.time.Duration;
import java.util.List;

/**
 * Limits of a post.
 *
 * @param allowHttp whether receivers without TLS may be called
 * @param allowed networks that may be called though they are not public
 * @param connectTimeout how long connecting may take
 * @param timeout how long all of it may take
 * @param perHost posts of this node to one host at once
 * @param maxBody bytes of an event
 */
public record SendSettings(
    boolean allowHttp,
    Addresses allowed,
    Duration connectTimeout,
    Duration timeout,
    int perHost,
    int maxBody) {

  /** The defaults. */
  public static final SendSettings STANDARD =
      new SendSettings(
          false,
          new Addresses(List.of()),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          4,
          1_048_576);
}
