package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.budget.Holding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;

/** Shows files to those who may see them. */
@ApplicationScoped
public class ReadFile {
  private final FileStore files;
  private final FileVisibility visibility;

  @Inject
  ReadFile(FileStore files, FileVisibility visibility) {
    this.files = files;
    this.visibility = visibility;
  }

  /** The file; absent and not visible look the same: status 404. */
  public StoredFile find(UserId reader, MediaId id) {
    return files
        .find(id)
        .filter(file -> visibility.maySee(reader, file))
        .orElseThrow(() -> DomainException.notFound("file", id));
  }

  /**
   * Part of the bytes of a file that {@link #find} gave out. The request is charged for the chunk
   * that lies in memory while its client takes the bytes.
   */
  public InputStream open(StoredFile file, long from, long length) {
    Holding.current().take(Math.min(file.size(), FileStore.CHUNK));
    return files.open(file, from, length);
  }
}
