package com.paidhr.messenger.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes of tests. */
final class Signals {
  private Signals() {}

  static void send(String name, long pid) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
