package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.memory.MemoryConversations;
import com.paidhr.messenger.conversations.memory.MemoryInvites;
import com.paidhr.messenger.conversations.memory.MemoryMembers;

/** Races over the stores in memory. */
class RacesTest extends RaceContract {

  @Override
  protected World world(long maxMembers) {
    return new World(
        maxMembers, new MemoryConversations(), new MemoryMembers(), new MemoryInvites());
  }
}
