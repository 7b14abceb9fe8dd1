package com.paidhr.messenger.conversations.mongo;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.application.World;

/** The module wired by hand over documents. */
public final class StoredWorlds {
  private StoredWorlds() {}

  /** A world in an empty database, with its indexes. */
  public static World over(MongoDatabase database, long maxMembers) {
    MongoConversationStore conversations = new MongoConversationStore(database);
    MongoMemberStore members = new MongoMemberStore(database);
    MongoInviteStore invites = new MongoInviteStore(database);
    MongoBlockStore blocks = new MongoBlockStore(database);
    conversations.createIndexes("start");
    members.createIndexes("start");
    invites.createIndexes("start");
    blocks.createIndexes("start");
    return new World(maxMembers, conversations, members, invites, blocks);
  }
}
