package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.Piped;
import com.paidhr.messenger.shared.redis.PipedReply;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Inboxes and lanes, per user in one slot, so that one script moves both. */
public final class RedisInboxes implements Inboxes {
  private final UnifiedJedis redis;
  private final InboxSettings settings;

  public RedisInboxes(UnifiedJedis redis, InboxSettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  @Override
  public List<Appended> append(List<Append> lanes) {
    return AppendInboxScript.runAll(redis, settings, lanes);
  }

  @Override
  public Map<Job.Lane, Long> cursors(Collection<Job.Lane> lanes) {
    Map<Job.Lane, Response<String>> responses = new HashMap<>();
    Piped.send(
        redis,
        pipeline -> {
          for (Job.Lane lane : lanes) {
            responses.put(
                lane,
                pipeline.hget(RedisKeys.lanes(lane.recipient()), lane.conversation().value()));
          }
        });
    Map<Job.Lane, Long> cursors = new HashMap<>();
    responses.forEach((lane, response) -> {
      Optional<String> cursor =
          ofOne(() -> Optional.ofNullable(PipedReply.of(response)), Optional.empty());
      cursor.ifPresent(seq -> cursors.put(lane, Long.parseLong(seq)));
    });
    return cursors;
  }

  /**
   * What a user's keys answer; when they are of the wrong type, that is this user's trouble only.
   */
  private static <T> T ofOne(Supplier<T> command, T whenRefused) {
    try {
      return command.get();
    } catch (JedisDataException e) {
      if (Replies.isOwnFault(e)) {
        return whenRefused;
      }
      throw e;
    }
  }

  @Override
  public boolean skip(Job.Lane lane, long since, MessageId message) {
    return ofOne(() -> AppendInboxScript.skip(redis, settings, lane, since, message), false);
  }

  @Override
  public boolean shows(UserId user, MessageId message) {
    return ofOne(() -> RecoverMessageScript.look(redis, settings, user, message), false);
  }

  @Override
  public void tell(Collection<InboxChange> changes) {
    AppendChangesScript.runAll(redis, settings, List.copyOf(changes));
  }

  @Override
  public boolean recover(UserId user, MessageId message) {
    try {
      return RecoverMessageScript.tell(redis, settings, user, message);
    } catch (JedisDataException e) {
      throw Replies.isOwnFault(e)
          ? new IllegalStateException("The inbox of " + user + " refuses it", e)
          : e;
    }
  }
}
