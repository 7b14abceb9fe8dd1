package com.paidhr.messenger.webhooks.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told what its user's stream would tell.
 *
 * @param active whether its owner wants it
 * @param replayAsk names the last request to replay dead letters, as long as that is not done
 */
public record Webhook(
    String id,
    UserId user,
    Target target,
    Keys keys,
    boolean active,
    Instant createdAt,
    @Nullable String replayAsk,
    Progress progress) {

  /** Whether anything is sent at all. */
  public boolean isSending() {
    return active && progress.pause() == null;
  }
}
