package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;

/** The range that was asked for lies behind the end of the file. */
public final class UnsatisfiableRangeException extends DomainException {
  private final long size;

  UnsatisfiableRangeException(long size) {
    super(ProblemType.RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes");
    this.size = size;
  }

  /** The value of {@code Content-Range} that tells the file's size. */
  public String contentRange() {
    return "bytes */" + size;
  }
}
