package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.Violation;
import java.util.List;

/** Somebody else has this username or email; the violations name which. */
public final class NameTakenException extends DomainException {
  public NameTakenException(List<String> fields) {
    super(
        ProblemType.CONFLICT,
        "Already taken: " + String.join(", ", fields),
        fields.stream().map(NameTakenException::violation).toList(),
        null,
        null);
  }

  private static Violation violation(String field) {
    return new Violation("/" + field, "Somebody else has this " + field);
  }
}
