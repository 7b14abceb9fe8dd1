package com.paidhr.messenger.conversations.memory;

import com.paidhr.messenger.conversations.domain.BlockStore;
import com.paidhr.messenger.conversations.domain.BlockStoreContractTest;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.ConversationStoreContractTest;
import com.paidhr.messenger.conversations.domain.InviteStore;
import com.paidhr.messenger.conversations.domain.InviteStoreContractTest;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.conversations.domain.MemberStoreContractTest;
import org.junit.jupiter.api.Nested;

/** The stores in memory keep the contracts, so tests over them mean something. */
class MemoryStoresTest {

  @Nested
  class Conversations extends ConversationStoreContractTest {
    @Override
    protected ConversationStore emptyStore() {
      return new MemoryConversations();
    }
  }

  @Nested
  class Members extends MemberStoreContractTest {
    @Override
    protected MemberStore emptyStore() {
      return new MemoryMembers();
    }
  }

  @Nested
  class Invites extends InviteStoreContractTest {
    @Override
    protected InviteStore emptyStore() {
      return new MemoryInvites();
    }
  }

  @Nested
  class Blocks extends BlockStoreContractTest {
    @Override
    protected BlockStore emptyStore() {
      return new MemoryBlocks();
    }
  }
}
