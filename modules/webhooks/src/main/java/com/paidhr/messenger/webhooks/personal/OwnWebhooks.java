package com.paidhr.messenger.webhooks.personal;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import com.paidhr.messenger.webhooks.domain.Webhook;
import com.paidhr.messenger.webhooks.domain.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user's webhooks without their secrets; a user has few. */
@ApplicationScoped
class OwnWebhooks implements PersonalData {
  private final Webhooks webhooks;

  /** A webhook; no types and no conversations mean all. */
  record Line(
      String id,
      String url,
      List<String> types,
      List<ConversationId> conversationIds,
      boolean active,
      Instant createdAt,
      @Nullable Instant deliveredAt) {

    static Line of(Webhook webhook) {
      return new Line(
          webhook.id(),
          webhook.target().url().toString(),
          webhook.target().types().stream().sorted().toList(),
          webhook.target().conversations().stream().sorted().toList(),
          webhook.active(),
          webhook.createdAt(),
          webhook.progress().deliveredAt());
    }
  }

  @Inject
  OwnWebhooks(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public String part() {
    return "webhooks";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    for (Webhook webhook : webhooks.of(user)) {
      records.add(Line.of(webhook));
    }
  }
}
