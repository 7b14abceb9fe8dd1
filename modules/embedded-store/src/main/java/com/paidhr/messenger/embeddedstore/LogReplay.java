package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log from its beginning to learn where every document lies. What a crash left half
 * written at the end is cut off; damage to anything that had been durable is refused.
 */
final class LogReplay {

  private static final Logger LOG = LoggerFactory.getLogger(LogReplay.class);

  private LogReplay() {}

  /** The files of the log in {@code folder} by their numbers. */
  static NavigableMap<Integer, Path> files(Path folder) throws IOException {
    NavigableMap<Integer, Path> files = new TreeMap<>();
    try (var names = Files.list(folder)) {
      names.forEach(file -> Segment.numberOf(file).ifPresent(number -> files.put(number, file)));
    }
    return files;
  }

  /** The segments of a folder in order. */
  static List<Segment> openSegments(Path folder) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (var entry : files(folder).entrySet()) {
      if (!segments.isEmpty() && segments.getLast().number + 1 != entry.getKey()) {
        throw new CorruptStoreException(entry.getValue(), 0, "the file before it is missing");
      }
      segments.add(Segment.openExisting(entry.getValue(), entry.getKey()));
    }
    return segments;
  }

  static void run(List<Segment> segments, Catalog catalog, SegmentLog log) throws IOException {
    for (Segment segment : segments) {
      replay(segment, segment == segments.getLast(), catalog, log);
    }
    catalog.all().stream()
        .sorted(Comparator.comparing(records -> records.collection))
        .forEach(Records::collectFree);
  }

  private static void replay(Segment segment, boolean last, Catalog catalog, SegmentLog log)
      throws IOException {
    try (var arena = Arena.ofConfined()) {
      ByteBuffer bytes = segment.map(arena);
      if (!hasFileHeader(bytes)) {
        beginAgain(segment, last, bytes);
        return;
      }
      int offset = Segment.FILE_HEADER.length;
      while (offset < bytes.limit()) {
        Frame frame = Frame.parse(bytes, offset);
        if (frame == null) {
          refuseUnlessTorn(segment, last, bytes, offset);
          cut(segment, offset);
          break;
        }
        apply(frame, Location.of(segment.number, offset), segment, catalog, log);
        offset += frame.length();
      }
      segment.end = offset;
      segment.durable = offset;
    }
  }

  private static void apply(
      Frame frame, long location, Segment segment, Catalog catalog, SegmentLog log) {
    catalog
        .find(frame.collection())
        .ifPresent(records -> {
          long old = records.locationOf(frame.slot());
          if (old != Location.NOWHERE) {
            log.superseded(old, records.lengthOf(frame.slot()));
          }
          if (frame.kind() == Frame.Kind.PUT) {
            records.place(frame.slot(), location, frame.length());
            segment.liveBytes.addAndGet(frame.length());
          } else {
            records.clear(frame.slot());
          }
        });
  }

  private static boolean hasFileHeader(ByteBuffer bytes) {
    if (bytes.limit() < Segment.FILE_HEADER.length) {
      return false;
    }
    var header = new byte[Segment.FILE_HEADER.length];
    bytes.get(0, header);
    return Arrays.equals(header, Segment.FILE_HEADER);
  }

  /** A crash while a file was being created leaves it without its first bytes. */
  private static void beginAgain(Segment segment, boolean last, ByteBuffer bytes)
      throws IOException {
    if (!last || Frame.parse(bytes, Segment.FILE_HEADER.length) != null) {
      throw new CorruptStoreException(segment.file, 0, "wrong file header");
    }
    segment.write(ByteBuffer.wrap(Segment.FILE_HEADER), 0);
    cut(segment, Segment.FILE_HEADER.length);
    segment.end = Segment.FILE_HEADER.length;
  }

  /**
   * Every frame says how much of its file had been durable before it. So if one behind the damage
   * is whole and says that the damaged place was durable, this is no torn write.
   */
  private static void refuseUnlessTorn(
      Segment segment, boolean last, ByteBuffer bytes, int damage) {
    if (!last) {
      throw new CorruptStoreException(segment.file, damage, "no valid record");
    }
    for (int offset = damage + 1; offset <= bytes.limit() - Frame.HEADER; offset++) {
      Frame later = Frame.parse(bytes, offset);
      if (later != null && later.durable() > damage) {
        throw new CorruptStoreException(segment.file, damage, "no valid record");
      }
    }
  }

  private static void cut(Segment segment, int offset) throws IOException {
    long lost = segment.channel.size() - offset;
    if (lost > 0) {
      LOG.warn("Cutting off {} bytes of an unfinished write at the end of {}", lost, segment.file);
    }
    segment.channel.truncate(offset);
    segment.force();
  }
}
