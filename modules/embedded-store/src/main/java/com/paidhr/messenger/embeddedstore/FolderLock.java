package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Exclusive hold of a folder. The operating system releases it when the process dies. */
final class FolderLock implements AutoCloseable {

  /**
   * Folders that this process holds. Asking the operating system for them again would be harmful:
   * closing any channel on a file releases all locks that the process has on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** Creates {@code folder}, readable by its owner only, and takes its lock. */
  static FolderLock take(Path folder) {
    try {
      createPrivate(folder);
      Path real = folder.toRealPath();
      if (!HELD.add(real)) {
        throw new FolderInUseException(folder, holder(ProcessHandle.current().pid()));
      }
      try {
        return lock(real, real.resolve("lock"));
      } catch (IOException | RuntimeException e) {
        HELD.remove(real);
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedStoreException("The folder " + folder + " cannot be used: " + e, e);
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    Files.createDirectories(folder);
    keepToOwner(folder, "rwx------");
  }

  /** Creates {@code file} if need be, for its owner only. */
  static Path privateFile(Path file) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file);
      keepToOwner(file, "rw-------");
    }
    return file;
  }

  private static void keepToOwner(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private static FolderLock lock(Path folder, Path file) throws IOException {
    privateFile(file);
    var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      String holder = read(channel);
      channel.close();
      throw new FolderInUseException(folder, holder);
    }
    String holder = holder(ProcessHandle.current().pid());
    channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    return new FolderLock(folder, channel);
  }

  private static String holder(long pid) {
    return " (process " + pid + ")";
  }

  private static String read(FileChannel channel) throws IOException {
    var buffer = ByteBuffer.allocate(64);
    int length = channel.read(buffer, 0);
    return length <= 0 ? "" : new String(buffer.array(), 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedStoreException("The folder lock cannot be released", e);
    } finally {
      HELD.remove(folder);
    }
  }
}
