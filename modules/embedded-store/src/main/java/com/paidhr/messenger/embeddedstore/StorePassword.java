package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of an embedded store: made when it is first asked for, and kept in the store's
 * folder, readable by its owner only.
 */
final class StorePassword {

  private static final String FILE = "password";
  private static final int BYTES = 24;

  private StorePassword() {}

  /** Reads it, or makes it. The folder is held by this process. */
  static String in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    String kept = Files.exists(file) ? Files.readString(file).strip() : "";
    return kept.isEmpty() ? make(folder, file) : kept;
  }

  private static String make(Path folder, Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Path fresh = folder.resolve(FILE + ".new");
    Files.deleteIfExists(fresh);
    Files.writeString(FolderLock.privateFile(fresh), password + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return password;
  }
}
