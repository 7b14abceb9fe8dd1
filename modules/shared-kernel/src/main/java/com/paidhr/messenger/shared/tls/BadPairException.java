package com.paidhr.messenger.shared.tls;

import java.io.Serial;

/** The files of the certificate cannot be used; checked, because it is expected at any time. */
final class BadPairException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String setting;

  /**
   * @param setting the one that names the file in question
   * @param reason completes "Setting x …"; nothing of the files is in it
   */
  BadPairException(String setting, String reason) {
    super(reason);
    this.setting = setting;
  }

  String setting() {
    return setting;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
