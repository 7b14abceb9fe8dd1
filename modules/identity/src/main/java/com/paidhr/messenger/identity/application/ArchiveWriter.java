package com.paidhr.messenger.identity.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.identity.domain.PersonalExport;
import com.paidhr.messenger.identity.domain.PersonalExport.Part;
import com.paidhr.messenger.identity.domain.PersonalExports.Archive;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive: for each part a file of JSON Lines, then its files below {@code files/}, and
 * at last {@code about.json}, which says what is there. Only where the entries lie is held in
 * memory.
 */
final class ArchiveWriter implements PersonalRecords, AutoCloseable {
  private final ObjectMapper mapper;
  private final ExportAttempt attempt;
  private final PieceWriter pieces;
  private final ZipOutputStream zip;
  private int files;
  private boolean isInRecords;

  /** What {@code about.json} says. */
  record About(String export, UserId user, Instant requestedAt, List<Part> parts) {}

  ArchiveWriter(ObjectMapper mapper, ExportAttempt attempt, PieceWriter pieces) {
    this.mapper = mapper;
    this.attempt = attempt;
    this.pieces = pieces;
    this.zip = new ZipOutputStream(pieces);
  }

  void write(PersonalData part) throws IOException {
    attempt.begin(part.part());
    zip.setLevel(Deflater.BEST_SPEED);
    zip.putNextEntry(new ZipEntry(part.part() + ".jsonl"));
    isInRecords = true;
    part.write(attempt.export().user(), this);
    endRecords();
    attempt.end();
  }

  private void endRecords() throws IOException {
    if (isInRecords) {
      zip.closeEntry();
      isInRecords = false;
    }
  }

  @Override
  public void add(Object written) throws IOException {
    attempt.requireHeld();
    if (!isInRecords) {
      throw new IllegalStateException("Files come after all records");
    }
    zip.write(mapper.writeValueAsBytes(written));
    zip.write('\n');
    attempt.count();
  }

  /** As it is: most files are packed already. */
  @Override
  public void addFile(String name, InputStream bytes) throws IOException {
    endRecords();
    if (++files > MAX_FILES) {
      throw ExportEndedException.tooLarge("It has more than " + MAX_FILES + " files");
    }
    zip.setLevel(Deflater.NO_COMPRESSION);
    zip.putNextEntry(new ZipEntry("files/" + name));
    try {
      bytes.transferTo(zip);
    } finally {
      zip.closeEntry();
    }
    attempt.count();
  }

  Archive complete() throws IOException {
    PersonalExport export = attempt.export();
    zip.setLevel(Deflater.BEST_SPEED);
    zip.putNextEntry(new ZipEntry("about.json"));
    zip.write(
        mapper.writeValueAsBytes(
            new About(export.id(), export.user(), export.requestedAt(), attempt.progress())));
    zip.closeEntry();
    zip.finish();
    return pieces.complete();
  }

  /** Frees what packs; stores nothing more. */
  @Override
  public void close() {
    pieces.giveUp();
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
