package com.paidhr.messenger.shared.personaldata;

import java.io.IOException;
import java.io.InputStream;

/** Takes the records of one part, and then files, which are not held in memory. */
public interface PersonalRecords {
  /** How many files are taken of all parts together: an archive remembers each of them. */
  int MAX_FILES = 20_000;

  /**
   * Adds a record, which is written as one line of JSON.
   *
   * @throws IOException when no more can be taken
   */
  void add(Object written) throws IOException;

  /**
   * Adds a file, after all records of the part.
   *
   * @param name of letters, digits, dots and hyphens; unique among the files of all parts
   * @param bytes read to their end and not closed
   * @throws IOException when the bytes cannot be read, or no more can be taken
   */
  void addFile(String name, InputStream bytes) throws IOException;

  /** Takes one of many, which come one by one. */
  @FunctionalInterface
  interface Taker<T> {
    void take(T one) throws IOException;
  }
}
