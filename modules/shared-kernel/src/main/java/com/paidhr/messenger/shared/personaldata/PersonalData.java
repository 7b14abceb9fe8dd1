package com.paidhr.messenger.shared.personaldata;

import com.paidhr.messenger.shared.UserId;
import java.io.IOException;

/**
 * One part of what is kept of a user. Each module has a bean for each of its parts; whoever exports
 * asks them all.
 *
 * <p>A part holds what the user gave, wrote or did, and nothing that others wrote. It holds no
 * secret and nothing that a secret could be guessed from, such as a hash.
 */
public interface PersonalData {

  /** The part's name, of lower-case letters and hyphens; no other part has it. */
  String part();

  /**
   * Writes all of the user's records, with few of them in memory at a time. What changes meanwhile
   * may be written as it was or as it is.
   *
   * @throws IOException when the records cannot be taken any more; to be passed on
   */
  void write(UserId user, PersonalRecords records) throws IOException;
}
