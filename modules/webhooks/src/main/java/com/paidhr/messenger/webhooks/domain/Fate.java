package com.paidhr.messenger.webhooks.domain;

/** What becomes of a webhook after a failure. */
public sealed interface Fate {

  /** What failed so far, this failure included. */
  Tries tries();

  /** The same event is sent again later. */
  record Retry(Tries tries) implements Fate {}

  /** The event is a dead letter; the next one is sent when its time has come. */
  record GiveUp(Tries tries) implements Fate {}

  /** Nothing is sent until the owner says so. The event comes first then. */
  record Pause(Tries tries, Progress.Pause why) implements Fate {}
}
