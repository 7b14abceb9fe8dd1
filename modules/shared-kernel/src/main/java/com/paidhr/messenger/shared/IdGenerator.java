package com.paidhr.messenger.shared;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/**
 * Makes new ids: ULIDs in lower case, so they are unguessable, unique across nodes and sort by time
 * of making.
 */
@ApplicationScoped
public class IdGenerator {

  /** A new id of 26 characters from {@code 0-9 a-z}. */
  public String next() {
    return UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT);
  }
}
