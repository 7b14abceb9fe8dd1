package com.paidhr.messenger.messaging.application;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.domain.Snippet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message that was found: its fields, and {@code snippet} beside them.
 *
 * @param snippet the part around the words, null where no words were searched for or it has none
 */
@Schema(name = "SearchHit", description = "A message with the part around the words searched for")
public record SearchHit(@JsonUnwrapped MessageView message, @Nullable Snippet snippet) {}
