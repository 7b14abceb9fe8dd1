package com.paidhr.messenger.delivery.redis;

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
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

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
      String cursor = PipedReply.of(response);
      if (cursor != null) {
        cursors.put(lane, Long.parseLong(cursor));
      }
    });
    return cursors;
  }

  @Override
  public boolean skip(Job.Lane lane, MessageId message) {
    return SkipMessageScript.run(redis, lane, message);
  }

  @Override
  public boolean recover(UserId user, MessageId message) {
    return RecoverMessageScript.run(redis, settings, user, message);
  }
}
