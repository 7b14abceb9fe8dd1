package com.paidhr.messenger.shared.config;

/**
 * A setting has a value that cannot be. The program does not start; the message names setting and
 * reason.
 */
public final class InvalidSettingException extends RuntimeException {
  InvalidSettingException(String name, String reason) {
    super("Setting " + name + " " + reason);
  }
}
