package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** The redis-server for this machine, out of the library that carries one for each platform. */
final class RedisBinary {

  private static final String VERSION = "7.0.15";

  private RedisBinary() {}

  /** Puts the binary into {@code folder}, executable by its owner only, and returns its path. */
  static Path extract(Path folder) throws IOException {
    String name = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream binary = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (binary == null) {
        throw new EmbeddedStoreException("There is no " + name + "; name another redis-server");
      }
      var permissions = PosixFilePermissions.fromString("rwx------");
      Path unfinished =
          Files.createTempFile(
              folder, "redis-server", ".new", PosixFilePermissions.asFileAttribute(permissions));
      Files.copy(binary, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(unfinished, permissions);
      return Files.move(
          unfinished,
          folder.resolve("redis-server"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Name of the binary for a system, as the JVM calls it. */
  static String resource(String osName, String osArch) {
    String system = osName.toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String arch =
        switch (osArch) {
          case "aarch64", "arm64" -> "arm64";
          case "x86", "i386", "i686" -> "386";
          default -> "amd64";
        };
    return "redis-server-" + VERSION + "-" + system + "-" + arch;
  }
}
