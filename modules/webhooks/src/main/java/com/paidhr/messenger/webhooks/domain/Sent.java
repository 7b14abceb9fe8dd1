package com.paidhr.messenger.webhooks.domain;

import java.time.Duration;

/**
 * What became of one post.
 *
 * @param status what the receiver answered, 0 for nothing
 * @param took how long it took
 * @param retryAfter how long the receiver asks to wait, zero where it does not
 * @param excerpt the beginning of the answer's body, for the owner
 */
public record Sent(Result result, int status, Duration took, Duration retryAfter, String excerpt) {
  private static final int GONE = 410;

  /** Kinds of outcomes, few enough to be counted. */
  public enum Result {
    DELIVERED("delivered"),
    REFUSED("answered"),
    REDIRECTED("answered with a redirect, which is not followed:"),
    TIMEOUT("no answer in time"),
    UNREACHABLE("no connection"),
    NOT_ALLOWED("the host has no address that may be called"),
    TOO_LARGE("the event is too large"),
    BUSY("too many posts to this host at once");

    private final String words;

    Result(String words) {
      this.words = words;
    }
  }

  /** One that got no answer. */
  public static Sent without(Result result, Duration took) {
    return new Sent(result, 0, took, Duration.ZERO, "");
  }

  public boolean isDelivered() {
    return result == Result.DELIVERED;
  }

  /** Whether the receiver says that it is gone for good. */
  boolean isGone() {
    return status == GONE;
  }

  /** Whether another attempt would fail, too, and other events not. */
  boolean isOfTheEvent() {
    return result == Result.TOO_LARGE;
  }

  /** For the owner. */
  public String inWords() {
    return status == 0 ? result.words : result.words + " " + status;
  }
}
