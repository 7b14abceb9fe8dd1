package com.paidhr.messenger.messaging.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Who wrote each message of one {@link AuthorBlock} of the smallest size, from its first place on
 * as far as this node knows. It only grows: a message keeps its place and its author. Safe for
 * several threads.
 */
public final class WrittenPlaces {
  private final List<String> authors = new ArrayList<>();
  private final byte[] places = new byte[AuthorBlock.SMALLEST];
  private int known;

  /** Nothing known yet. */
  public WrittenPlaces() {}

  /**
   * As stored of a whole block.
   *
   * @param authors each author once
   * @param places for each place the author's index, as an unsigned byte
   */
  public WrittenPlaces(List<String> authors, byte[] places) {
    this.authors.addAll(authors);
    System.arraycopy(places, 0, this.places, 0, this.places.length);
    known = this.places.length;
  }

  /** How many places from the first on are known. */
  public synchronized int known() {
    return known;
  }

  /** Whether the author of every place is known. */
  public synchronized boolean isWhole() {
    return known == places.length;
  }

  /**
   * Adds the author of a place, counted from 0; ignored unless it is the next one.
   *
   * @return whether it is known now
   */
  public synchronized boolean add(int place, String author) {
    if (place == known && place < places.length) {
      int index = authors.indexOf(author);
      if (index < 0) {
        index = authors.size();
        authors.add(author);
      }
      places[known++] = (byte) index;
    }
    return place < known;
  }

  /** How many of the known places from one to another, both inclusive, the author wrote. */
  public synchronized long writtenBy(String author, int from, int to) {
    int index = authors.indexOf(author);
    long number = 0;
    if (index >= 0) {
      for (int place = from; place <= to && place < known; place++) {
        number += places[place] == (byte) index ? 1 : 0;
      }
    }
    return number;
  }

  /** Each author once, in the order of their indexes. */
  public synchronized List<String> authors() {
    return List.copyOf(authors);
  }

  /** For each place the index of its author, as an unsigned byte. */
  public synchronized byte[] places() {
    return places.clone();
  }
}
