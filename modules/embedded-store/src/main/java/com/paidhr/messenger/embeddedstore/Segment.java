package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** One file of the log. Frames are only ever added at its end. */
final class Segment {

  static final byte[] FILE_HEADER = "PDSTORE1".getBytes(StandardCharsets.US_ASCII);

  private static final Pattern NAME = Pattern.compile("segment-(\\d{10})\\.log");

  final int number;
  final Path file;
  final FileChannel channel;

  /** Bytes of frames that hold the current version of a document. */
  final AtomicLong liveBytes = new AtomicLong();

  /** End of the last frame; guarded by the log's lock. */
  long end = FILE_HEADER.length;

  /** Bytes known to be on the disk. */
  volatile int durable;

  private Segment(int number, Path file, FileChannel channel) {
    this.number = number;
    this.file = file;
    this.channel = channel;
  }

  static Segment create(Path folder, int number) throws IOException {
    Path file = folder.resolve("segment-%010d.log".formatted(number));
    var segment = new Segment(number, file, open(file));
    try {
      segment.write(ByteBuffer.wrap(FILE_HEADER), 0);
      segment.channel.truncate(FILE_HEADER.length);
      segment.force();
      syncFolder(folder);
    } catch (IOException e) {
      segment.delete();
      throw e;
    }
    return segment;
  }

  static Segment openExisting(Path file, int number) throws IOException {
    var segment = new Segment(number, file, open(file));
    segment.end = segment.channel.size();
    return segment;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        FolderLock.privateFile(file), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** The number in a file's name, if it is a segment. */
  static Optional<Integer> numberOf(Path file) {
    var matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  void write(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  ByteBuffer read(long at, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, at + bytes.position());
      if (count < 0) {
        throw new CorruptStoreException(file, at, "the file ends within a record");
      }
    }
    return bytes.flip();
  }

  /** The whole file as it is now, for reading from front to back; valid until the arena closes. */
  ByteBuffer map(Arena arena) throws IOException {
    return channel
        .map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
        .asByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  void force() throws IOException {
    channel.force(false);
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  /** Makes created, renamed and deleted names of {@code folder} durable. */
  static void syncFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
