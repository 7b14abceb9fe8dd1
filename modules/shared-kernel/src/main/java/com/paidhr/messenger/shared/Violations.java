package com.paidhr.messenger.shared;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a request, so that one answer names it all. */
public final class Violations {
  /** As many as help a client; a long list may be wrong at each of its entries. */
  private static final int MAX = 100;

  private final List<Violation> found = new ArrayList<>();

  /** Records that the field at {@code pointer} is wrong unless {@code fine}. */
  public Violations check(boolean fine, String pointer, String detail) {
    if (!fine && found.size() < MAX) {
      found.add(new Violation(pointer, detail));
    }
    return this;
  }

  /**
   * Throws a {@link DomainException} with status 422 that carries all violations, if there are any.
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw DomainException.invalid(found);
    }
  }
}
