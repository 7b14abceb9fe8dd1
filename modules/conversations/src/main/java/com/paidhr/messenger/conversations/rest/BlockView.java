package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.domain.Block;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user whom the caller blocks. */
@Schema(name = "Block")
public record BlockView(UserId userId, Instant blockedAt) {

  static BlockView of(Block block) {
    return new BlockView(block.blocked(), block.at());
  }
}
