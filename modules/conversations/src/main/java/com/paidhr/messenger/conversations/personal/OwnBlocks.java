package com.paidhr.messenger.conversations.personal;

import com.paidhr.messenger.conversations.domain.Block;
import com.paidhr.messenger.conversations.domain.BlockStore;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom the user blocks; not who blocks the user, which is theirs. */
@ApplicationScoped
class OwnBlocks implements PersonalData {
  private static final int PAGE = 200;

  private final BlockStore blocks;

  record Line(UserId userId, Instant blockedAt) {}

  @Inject
  OwnBlocks(BlockStore blocks) {
    this.blocks = blocks;
  }

  @Override
  public String part() {
    return "blocks";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    @Nullable UserId after = null;
    List<Block> page;
    do {
      page = blocks.page(user, after, PAGE);
      for (Block block : page) {
        records.add(new Line(block.blocked(), block.at()));
        after = block.blocked();
      }
    } while (page.size() == PAGE);
  }
}
