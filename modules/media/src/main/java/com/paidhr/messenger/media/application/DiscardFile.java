package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Removes a file that its owner no longer wants and no message carries. */
@ApplicationScoped
public class DiscardFile {
  private final FileStore files;
  private final ReadFile readFile;
  private final Holds holds;
  private final Clock clock;

  @Inject
  DiscardFile(FileStore files, ReadFile readFile, Holds holds, Clock clock) {
    this.files = files;
    this.readFile = readFile;
    this.holds = holds;
    this.clock = clock;
  }

  /**
   * Removes the file.
   *
   * @throws DomainException with status 404 when the user may not see it, 403 when it is somebody
   *     else's, 409 while a message carries it or is about to
   */
  public void discard(UserId user, MediaId id) {
    StoredFile file = readFile.find(user, id);
    if (!file.owner().equals(user)) {
      throw DomainException.forbidden("Only its uploader may delete a file");
    }
    holds.complete(file);
    if (!files.condemn(id, clock.instant())) {
      throw DomainException.conflict("A message carries this file");
    }
    files.erase(id);
  }
}
