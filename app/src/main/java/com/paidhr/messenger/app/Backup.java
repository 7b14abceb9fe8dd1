package com.paidhr.messenger.app;

import com.paidhr.messenger.app.settings.DataFolderFile;
import com.paidhr.messenger.embeddedstore.StoreSnapshot;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A data folder in one ZIP file: the files of the document store as of one moment, the settings and
 * the administrator's generated password. Redis is not in it: what it holds is made anew from the
 * documents, and an older or younger one would not agree with them.
 */
final class Backup {
  private static final String STORE = DataFolder.DOCUMENTS + "/";
  private static final List<String> BESIDE =
      List.of(DataFolderFile.NAME, DataFolder.ADMIN_PASSWORD);
  private static final String CATALOG = STORE + "catalog.bson";
  private static final Pattern KNOWN =
      Pattern.compile(
          "documents/(segment-\\d{10}\\.log|catalog\\.bson)|messenger\\.properties|admin-password");

  private Backup() {}

  /** Writes {@code folder} with the files of {@code store}; {@code progress} hears of bytes. */
  static void write(OutputStream target, Path folder, StoreSnapshot store, LongConsumer progress)
      throws IOException {
    var zip = new ZipOutputStream(target);
    zip.setLevel(Deflater.BEST_SPEED);
    long done = 0;
    for (StoreSnapshot.Part part : store.parts()) {
      zip.putNextEntry(new ZipEntry(STORE + part.name()));
      part.copyTo(zip);
      zip.closeEntry();
      done += part.bytes();
      progress.accept(done);
    }
    for (String name : BESIDE) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    zip.finish();
  }

  /**
   * Opens a backup.
   *
   * @throws VerbFailedException when it is none, or not whole
   */
  static ZipFile open(Path file) throws IOException {
    try {
      var zip = new ZipFile(file.toFile());
      List<? extends ZipEntry> entries = entries(zip);
      if (zip.getEntry(CATALOG) == null
          || !entries.stream().allMatch(entry -> KNOWN.matcher(entry.getName()).matches())) {
        zip.close();
        throw new VerbFailedException(file + " is not a backup of a messenger");
      }
      return zip;
    } catch (NoSuchFileException e) {
      throw new VerbFailedException("There is no file " + file, e);
    } catch (ZipException e) {
      throw new VerbFailedException(file + " is not a whole ZIP file: " + e.getMessage(), e);
    }
  }

  private static List<? extends ZipEntry> entries(ZipFile zip) {
    return Collections.list(zip.entries());
  }

  /** Bytes that {@link #extract} writes. */
  static long bytes(ZipFile zip) {
    return entries(zip).stream().mapToLong(ZipEntry::getSize).sum();
  }

  /**
   * Writes all files into {@code folder}, which does not exist yet; each is held to its CRC, which
   * the platform does not do.
   *
   * @throws VerbFailedException when one is damaged
   */
  static void extract(ZipFile zip, Path folder, LongConsumer progress) throws IOException {
    Files.createDirectories(folder.resolve(DataFolder.DOCUMENTS), DataFolder.OWNER_ONLY_FOLDER);
    long done = 0;
    for (ZipEntry entry : entries(zip)) {
      try (InputStream source = zip.getInputStream(entry);
          var channel =
              FileChannel.open(
                  folder.resolve(entry.getName()),
                  Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  DataFolder.OWNER_ONLY_FILE)) {
        copy(entry, source, Channels.newOutputStream(channel));
        channel.force(true);
      }
      done += entry.getSize();
      progress.accept(done);
    }
  }

  private static void copy(ZipEntry entry, InputStream source, OutputStream target)
      throws IOException {
    var checked = new CheckedInputStream(source, new CRC32());
    boolean isWhole;
    try {
      isWhole =
          checked.transferTo(target) == entry.getSize()
              && checked.getChecksum().getValue() == entry.getCrc();
    } catch (ZipException | EOFException e) {
      throw new VerbFailedException(damage(entry), e);
    }
    if (!isWhole) {
      throw new VerbFailedException(damage(entry));
    }
  }

  private static String damage(ZipEntry entry) {
    return "The backup is damaged in " + entry.getName();
  }
}
