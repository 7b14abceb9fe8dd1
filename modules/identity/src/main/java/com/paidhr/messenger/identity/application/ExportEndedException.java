package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.PersonalExport.Failure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** This attempt at an export is to write nothing more. */
final class ExportEndedException extends IOException {
  private static final long serialVersionUID = 1;

  /** Why, where it is the export's end; null where somebody else goes on with it, or nobody. */
  private final @Nullable Failure failure;

  private ExportEndedException(String message, @Nullable Failure failure) {
    super(message);
    this.failure = failure;
  }

  /** It was removed, or this node's claim has ended. */
  static ExportEndedException lost() {
    return new ExportEndedException("The export is not this node's any more", null);
  }

  /** The node stops. */
  static ExportEndedException stopped() {
    return new ExportEndedException("The node stops", null);
  }

  static ExportEndedException tooLarge(String what) {
    return new ExportEndedException(what, Failure.TOO_LARGE);
  }

  @Nullable Failure failure() {
    return failure;
  }
}
