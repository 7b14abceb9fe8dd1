package com.paidhr.messenger.delivery.network;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One try to bring one message to one recipient.
 *
 * @param number 1 for the first
 */
public record Attempt(MessageId message, UserId recipient, int number) {

  /** Draws that depend on nothing but the seed and this attempt. */
  SplittableRandom random(long seed) {
    long hash = 0xcbf29ce484222325L ^ seed;
    hash = mix(hash, message.conversation().value());
    hash = mix(hash, recipient.value());
    return new SplittableRandom((hash * 31 + message.seq()) * 31 + number);
  }

  /** For the wait after this attempt: repeatable, and unlike that of any other recipient. */
  public RandomGenerator jitter() {
    return random(~0L);
  }

  /** FNV-1a. */
  private static long mix(long hash, String text) {
    long mixed = hash;
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * 0x100000001b3L;
    }
    return (mixed ^ '|') * 0x100000001b3L;
  }
}
