package com.paidhr.messenger.messaging;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a message is. */
@Schema(name = "MessageKind", description = "What a message is")
public enum MessageKind {
  /** Words without files. */
  TEXT,
  /** Carries at least one file, with or without words. */
  MEDIA,
  /** Reports a change of the conversation; written by the service, not editable. */
  SYSTEM
}
