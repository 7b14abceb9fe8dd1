package com.paidhr.messenger.app;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one process keeps everything that must outlive it. Only its owner can read
 * it. The operating system gives it up when the process dies.
 */
final class DataFolder implements AutoCloseable {
  static final FileAttribute<?> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  static final FileAttribute<?> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** The embedded document store, if there is one. */
  static final String DOCUMENTS = "documents";

  /** The embedded Redis, if there is one. */
  static final String REDIS = "redis";

  static final String ADMIN_PASSWORD = "admin-password";

  private static final String ADDRESS = "address";

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes a folder that the operator named the setting, before any setting is read. */
  static void name(@Nullable Path named) {
    if (named != null) {
      System.setProperty("messenger.data", named.toString());
    }
  }

  /** The folder that the operator named, else the setting {@code messenger.data}, else ./data. */
  static Path locate(@Nullable Path named) {
    Path path =
        named != null
            ? named
            : ConfigProvider.getConfig()
                .getOptionalValue("messenger.data", String.class)
                .map(Path::of)
                .orElse(Path.of("data"));
    return path.toAbsolutePath().normalize();
  }

  /**
   * Creates the folder if need be and takes hold of it.
   *
   * @throws VerbFailedException when it cannot be written or another process holds it
   */
  static DataFolder take(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path, OWNER_ONLY_FOLDER);
      }
      FileChannel channel =
          FileChannel.open(
              path.resolve("messenger.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new VerbFailedException(
            "The data folder " + path + " is in use by another messenger process");
      }
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new VerbFailedException("The data folder " + path + " cannot be used: " + reason(e), e);
    }
  }

  Path path() {
    return path;
  }

  /** Keeps the generated password of the first administrator for {@code import}. */
  Path keepAdminPassword(String password) {
    Path file = adminPasswordFile(path);
    try {
      Path fresh = path.resolve(ADMIN_PASSWORD + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, OWNER_ONLY_FILE);
      Files.writeString(fresh, password + "\n");
      return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new VerbFailedException("The file " + file + " cannot be written: " + reason(e), e);
    }
  }

  /** The password that {@code run} generated on its first start in this folder. */
  static Optional<String> adminPassword(Path folder) {
    Path file = adminPasswordFile(folder);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new VerbFailedException("The file " + file + " cannot be read: " + reason(e), e);
    }
  }

  /** Keeps where the service listens, for {@code import}, until the folder is closed. */
  void keepAddress(String url) {
    try {
      Files.writeString(path.resolve(ADDRESS), url + "\n");
    } catch (IOException e) {
      throw new VerbFailedException("The folder " + path + " cannot be written: " + reason(e), e);
    }
  }

  /** Where the service of this folder listens, or listened when it was cut off. */
  static Optional<URI> address(Path folder) {
    Path file = folder.resolve(ADDRESS);
    try {
      return Files.exists(file)
          ? Optional.of(URI.create(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new VerbFailedException("The file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Path adminPasswordFile(Path folder) {
    return folder.resolve(ADMIN_PASSWORD);
  }

  private static String reason(IOException e) {
    String kind =
        switch (e) {
          case java.nio.file.AccessDeniedException _ -> "access denied";
          case java.nio.file.NoSuchFileException _ -> "it cannot be created";
          case java.nio.file.FileAlreadyExistsException _ -> "it is not a folder";
          case FileSystemException f when f.getReason() != null -> f.getReason();
          default -> e.toString();
        };
    return e instanceof FileSystemException f && f.getFile() != null
        ? kind + " (" + f.getFile() + ")"
        : kind;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve(ADDRESS));
      lock.close();
    } catch (IOException e) {
      throw new VerbFailedException("The data folder " + path + " cannot be released", e);
    }
  }
}
