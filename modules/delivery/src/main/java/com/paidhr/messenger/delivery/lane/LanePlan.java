package com.paidhr.messenger.delivery.lane;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.MessageId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one turn of a lane does: messages go in as far as attempts arrive, then some may be given
 * up, then the lane is held or done.
 *
 * @param lane which
 * @param first the first message of the turn
 * @param deliverTo the last message that goes in; below {@code first} when none does
 * @param arrived the attempts of those messages, by seq
 * @param duplicates how many of them arrive twice
 * @param retried the failed attempt of the message that is tried again, by seq
 * @param dead the last attempts of messages that are given up, by seq
 * @param next how the lane goes on, or null when it is done
 */
record LanePlan(
    Job.Lane lane,
    long first,
    long deliverTo,
    Map<Long, AttemptRecord> arrived,
    int duplicates,
    Map<Long, AttemptRecord> retried,
    Map<Long, AttemptRecord> dead,
    @Nullable Hold next) {

  MessageId message(long seq) {
    return new MessageId(lane.conversation(), seq);
  }

  boolean delivers() {
    return deliverTo >= first;
  }

  List<Long> deadInOrder() {
    return dead.keySet().stream().sorted().toList();
  }
}
