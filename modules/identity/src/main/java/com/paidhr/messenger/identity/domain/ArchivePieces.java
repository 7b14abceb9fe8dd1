package com.paidhr.messenger.identity.domain;

import java.io.InputStream;

/** The bytes of archives, in pieces of one size, of which only the last may be shorter. */
public interface ArchivePieces {
  /** How many bytes a piece has. */
  int SIZE = 261_120;

  /** Stores a piece of the export's present attempt, counted from 0. */
  void add(PersonalExport export, int number, byte[] bytes);

  /** Removes what the attempts before the present one left. */
  void removeEarlier(PersonalExport export);

  /** Removes what the present attempt wrote. */
  void removePresent(PersonalExport export);

  /**
   * Part of a finished archive, with one piece in memory at a time. The stream fails with an {@code
   * IOException} when the archive is removed meanwhile.
   */
  InputStream open(PersonalExport export, long from, long length);
}
