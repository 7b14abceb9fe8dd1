package com.paidhr.messenger.app.transcript;

import java.nio.file.Path;

/** A line of a transcript is not what the format says. Nothing has been sent. */
public final class MalformedTranscriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedTranscriptException(Path file, long line, String reason) {
    super(file + ", line " + line + ": " + reason);
  }
}
