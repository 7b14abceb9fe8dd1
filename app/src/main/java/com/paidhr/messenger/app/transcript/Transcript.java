package com.paidhr.messenger.app.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of utterances, one JSON object a line, that has been read once from end to end and found
 * well formed. It is not kept in memory: every use reads the file again. Speakers whose names
 * differ in case only are one, called as they are called first.
 */
final class Transcript {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final String digest;
  private final Set<String> speakers;
  private final int size;

  private Transcript(Path file, String digest, Set<String> speakers, int size) {
    this.file = file;
    this.digest = digest;
    this.speakers = Collections.unmodifiableSet(speakers);
    this.size = size;
  }

  /**
   * Checks the whole file.
   *
   * @throws MalformedTranscriptException at the first line that is wrong
   * @throws ImportFailedException when the file cannot be read or has no line
   */
  static Transcript check(Path file) {
    MessageDigest sha256 = sha256();
    var speakers = new LinkedHashSet<String>();
    int[] size = {0};
    read(
        file,
        sha256,
        utterance -> {
          speakers.add(utterance.speaker());
          size[0]++;
        });
    if (size[0] == 0) {
      throw new ImportFailedException(file + " has no utterance");
    }
    return new Transcript(file, HexFormat.of().formatHex(sha256.digest()), speakers, size[0]);
  }

  /** Name of the file without its folder. */
  String name() {
    return String.valueOf(file.getFileName());
  }

  /** SHA-256 of the file in hexadecimal: the same content is the same import. */
  String digest() {
    return digest;
  }

  /** Who speaks, in order of their first words. */
  Set<String> speakers() {
    return speakers;
  }

  /** How many utterances there are. */
  int size() {
    return size;
  }

  /** Gives every utterance to the reader, in order. */
  void forEach(Consumer<Utterance> reader) {
    MessageDigest sha256 = sha256();
    read(file, sha256, reader);
    if (!HexFormat.of().formatHex(sha256.digest()).equals(digest)) {
      throw new ImportFailedException(file + " was changed during the import");
    }
  }

  private static void read(Path file, MessageDigest digest, Consumer<Utterance> reader) {
    long number = 1;
    var spellings = new HashMap<String, String>();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
      Lines lines = new Lines(bytes);
      for (Utterance found = next(lines, file, number);
          found != null;
          found = next(lines, file, ++number)) {
        String written = found.speaker();
        String key = written.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String speaker = spellings.computeIfAbsent(key, first -> written);
        reader.accept(new Utterance(number, speaker, found.text()));
      }
    } catch (NoSuchFileException e) {
      throw new ImportFailedException("There is no file " + file);
    } catch (IOException e) {
      throw new ImportFailedException(file + " cannot be read: " + e.getMessage());
    }
  }

  /** The utterance of the next line, null behind the last. */
  private static @Nullable Utterance next(Lines lines, Path file, long number) throws IOException {
    try {
      String line = lines.next();
      if (line == null) {
        return null;
      }
      boolean marked = number == 1 && line.startsWith(BYTE_ORDER_MARK);
      return TranscriptLine.parse(number, marked ? line.substring(1) : line);
    } catch (CharacterCodingException e) {
      throw new MalformedTranscriptException(file, number, "it is not valid UTF-8");
    } catch (IllegalArgumentException e) {
      throw new MalformedTranscriptException(file, number, String.valueOf(e.getMessage()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
