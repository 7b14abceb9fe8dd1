package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import java.util.Map;

/** Drafts for tests. */
final class Drafts {
  static final ConversationId ROOM = new ConversationId("room");
  static final UserId ANN = new UserId("ann");
  static final UserId BOB = new UserId("bob");

  private Drafts() {}

  static Draft text(UserId sender, String key) {
    return text(ROOM, sender, key);
  }

  static Draft text(ConversationId conversation, UserId sender, String key) {
    return new Draft(
        conversation,
        sender,
        key,
        "fingerprint of " + key,
        MessageKind.TEXT,
        "body of " + key,
        List.of(),
        null,
        null,
        Mentions.NONE,
        null);
  }

  static Draft system(String key) {
    return new Draft(
        ROOM,
        ANN,
        Draft.MADE_HERE + key,
        "",
        MessageKind.SYSTEM,
        "Something happened.",
        List.of(),
        null,
        null,
        Mentions.NONE,
        new SystemFacts("member.joined", Map.of("userId", "bob")));
  }
}
