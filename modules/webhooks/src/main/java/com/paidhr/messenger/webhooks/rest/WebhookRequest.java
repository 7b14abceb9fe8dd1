package com.paidhr.messenger.webhooks.rest;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.webhooks.application.ManageWebhooks.Wish;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /users/me/webhooks} and of changes; what is left out stays as it is. */
@Schema(name = "WebhookRequest")
public record WebhookRequest(
    @Schema(
            format = "uri",
            maxLength = 2048,
            description =
                "Where events are posted, by https; needed for a new webhook. The host must have a"
                    + " public address",
            example = "https://hooks.example.org/messenger")
        @Nullable String url,
    @Schema(
            maxItems = 20,
            description = "Names of events as in streams; all if empty. A gap is always told",
            example = "[\"message.created\"]")
        @Nullable List<String> types,
    @Schema(maxItems = 100, description = "Only what happens in these conversations; all if empty")
        @Nullable List<ConversationId> conversationIds,
    @Schema(description = "false stops it; true starts it, and ends a pause")
        @Nullable Boolean active) {

  Wish toWish() {
    return new Wish(url, set(types), set(conversationIds), active);
  }

  private static <T> @Nullable Set<T> set(@Nullable List<T> list) {
    return list == null ? null : list.stream().collect(Collectors.toSet());
  }
}
