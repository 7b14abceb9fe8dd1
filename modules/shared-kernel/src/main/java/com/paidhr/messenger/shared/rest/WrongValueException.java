package com.paidhr.messenger.shared.rest;

/** A parameter's text is none of its values. */
final class WrongValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * What values are, for the client.
   *
   * @param meaning goes on behind the parameter's name, such as "is a whole number"
   */
  WrongValueException(String meaning) {
    super(meaning);
  }
}
