package com.paidhr.messenger.media.personal;

import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.FileErasedException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that the user uploaded, with their bytes. Only ids are remembered between the records
 * and the bytes.
 */
@ApplicationScoped
class OwnFiles implements PersonalData {
  private static final Pattern ENDING = Pattern.compile(".*(\\.[A-Za-z0-9]{1,10})");

  private final FileStore files;

  /**
   * A file.
   *
   * @param file what its bytes are called in the export
   * @param messages that carry it
   */
  record Line(
      MediaId id,
      String file,
      String name,
      String type,
      long size,
      String sha256,
      Scan scan,
      Instant createdAt,
      List<MessageId> messages) {

    static Line of(StoredFile file) {
      return new Line(
          file.id(),
          nameOf(file),
          file.name(),
          file.content().type(),
          file.size(),
          file.content().sha256(),
          file.content().scan(),
          file.createdAt(),
          file.references());
    }
  }

  @Inject
  OwnFiles(FileStore files) {
    this.files = files;
  }

  @Override
  public String part() {
    return "files";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    List<MediaId> written = new ArrayList<>();
    files.forEachOf(
        user,
        file -> {
          records.add(Line.of(file));
          if (written.size() <= PersonalRecords.MAX_FILES) { // one too many shall be refused
            written.add(file.id());
          }
        });
    for (MediaId id : written) {
      Optional<StoredFile> file = files.find(id);
      if (file.isPresent()) {
        write(file.get(), records);
      }
    }
  }

  /** One that is erased meanwhile ends early, as it would for one who downloads it. */
  private void write(StoredFile file, PersonalRecords records) throws IOException {
    try (InputStream bytes = files.open(file, 0, file.size())) {
      records.addFile(nameOf(file), bytes);
    } catch (FileErasedException e) {
      // It is gone, as its owner wished.
    }
  }

  /** The id, so that it is unique and harmless, with the ending that says what it is. */
  private static String nameOf(StoredFile file) {
    Matcher ending = ENDING.matcher(file.name());
    return file.id().value() + (ending.matches() ? ending.group(1) : "");
  }
}
