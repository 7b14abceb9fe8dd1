package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.domain.Block;
import com.paidhr.messenger.identity.UserErased;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Takes back the blocks of users who are erased; those that others made of them stay. */
@ApplicationScoped
class ErasedBlocks {
  private final BlockUsers blockUsers;

  @Inject
  ErasedBlocks(BlockUsers blockUsers) {
    this.blockUsers = blockUsers;
  }

  void on(@Observes UserErased event) {
    Page<Block> page;
    do {
      page = blockUsers.page(event.user(), new PageRequest(PageRequest.MAX_LIMIT, null));
      page.items().forEach(block -> blockUsers.unblock(event.user(), block.blocked()));
    } while (page.next() != null);
  }
}
