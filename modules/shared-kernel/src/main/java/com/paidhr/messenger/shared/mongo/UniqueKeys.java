package com.paidhr.messenger.shared.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;

/** Writes that somebody else may have made first: a unique key decides who did. */
public final class UniqueKeys {
  private UniqueKeys() {}

  /**
   * Makes a write of one document.
   *
   * @return false, and nothing is written, where it would double a unique key
   * @throws MongoWriteException when it is refused for another reason
   */
  public static boolean tryWrite(Runnable write) {
    try {
      write.run();
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }
}
