package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Exclusive hold of a folder. The operating system releases it when the process dies. */
final class FolderLock implements AutoCloseable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Creates {@code folder}, readable by its owner only, and takes its lock. */
  static FolderLock take(Path folder) {
    try {
      createPrivate(folder);
      return lock(folder, folder.resolve("lock"));
    } catch (IOException e) {
      throw new EmbeddedStoreException("The folder " + folder + " cannot be used: " + e, e);
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    Files.createDirectories(folder);
    keepToOwner(folder, "rwx------");
  }

  private static void keepToOwner(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private static FolderLock lock(Path folder, Path file) throws IOException {
    if (Files.notExists(file)) {
      Files.write(file, new byte[0], StandardOpenOption.CREATE);
      keepToOwner(file, "rw-------");
    }
    var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      String holder = read(channel);
      channel.close();
      throw new FolderInUseException(folder, holder);
    }
    byte[] pid =
        (" (process " + ProcessHandle.current().pid() + ")").getBytes(StandardCharsets.UTF_8);
    channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
    return new FolderLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
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
    }
  }
}
