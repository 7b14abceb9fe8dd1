package com.paidhr.messenger.embeddedstore;

/** Where a frame lies, packed into a long: segment number and offset. Zero means nowhere. */
final class Location {

  static final long NOWHERE = 0;

  private Location() {}

  static long of(int segment, long offset) {
    return ((long) segment << Integer.SIZE) | offset;
  }

  static int segment(long location) {
    return (int) (location >>> Integer.SIZE);
  }

  static long offset(long location) {
    return location & 0xFFFFFFFFL;
  }
}
