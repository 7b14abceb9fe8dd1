package com.paidhr.messenger.messaging;

/** What a message is. */
public enum MessageKind {
  /** Words without files. */
  TEXT,
  /** Carries at least one file, with or without words. */
  MEDIA,
  /** Reports a change of the conversation; written by the service, not editable. */
  SYSTEM
}
