package com.paidhr.messenger.webhooks.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All webhooks. One sender at a time takes a webhook, for a while, under a name that nobody else
 * has; what it writes afterwards counts only as long as nobody took it since and its owner did not
 * change it.
 */
public interface Webhooks {

  void add(Webhook webhook);

  Optional<Webhook> find(String id);

  /** Those of a user, the oldest first. */
  List<Webhook> of(UserId user);

  /**
   * Changes where to, what of and whether at all; with a fresh start, past failures and a pause are
   * forgotten.
   */
  boolean change(Webhook changed, boolean freshStart);

  /** Changes what is signed with, and nothing else. */
  boolean changeKeys(Webhook changed);

  /** Whether there was one. */
  boolean remove(UserId user, String id);

  /** Asks for the replay of the letters that are marked. */
  void askReplay(String id, String ask);

  /** Ends a replay, unless another one was asked for. */
  void endReplay(String id, String ask);

  /** Takes a webhook that sends and that nobody has. */
  Optional<Webhook> take(String id, String holder, Instant now, Instant until);

  /** Keeps the progress; false when the holder does not have the webhook any more. */
  boolean save(String id, String holder, Progress progress);

  /** Gives back what the holder has. */
  void release(String id, String holder);

  /** All that send, each briefly. */
  void forEachSending(Consumer<Brief> action);

  /**
   * What is to be known of all.
   *
   * @param dueAt when events may be sent
   */
  record Brief(String id, UserId user, Instant dueAt) {}
}
