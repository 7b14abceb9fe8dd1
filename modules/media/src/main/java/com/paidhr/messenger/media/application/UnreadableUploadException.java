package com.paidhr.messenger.media.application;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import java.util.List;

/** The request's body broke off or is not what its media type says. */
public final class UnreadableUploadException extends DomainException {

  /** Keeps the cause for the log; the client is not shown it. */
  public UnreadableUploadException(Throwable cause) {
    super(
        ProblemType.MALFORMED_REQUEST,
        "The multipart body ends too early or cannot be read",
        List.of(),
        null,
        cause);
  }
}
