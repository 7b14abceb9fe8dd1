package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.MediaAudience;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Who may see a file: its uploader, and whoever may see a message that carries it. */
@ApplicationScoped
class FileVisibility {
  private static final int CARRIERS_AT_ONCE = 200;

  private final MediaAudience audience;
  private final Holds holds;

  @Inject
  FileVisibility(MediaAudience audience, Holds holds) {
    this.audience = audience;
    this.holds = holds;
  }

  boolean maySee(UserId user, StoredFile file) {
    return file.owner().equals(user)
        || anySeen(user, file.references())
        || anySeen(user, holds.complete(file));
  }

  /** The newest carriers first: they are the ones that a client shows. */
  private boolean anySeen(UserId user, List<MessageId> carriers) {
    for (int end = carriers.size(); end > 0; end -= CARRIERS_AT_ONCE) {
      int start = Math.max(0, end - CARRIERS_AT_ONCE);
      if (audience.maySeeAny(user, carriers.subList(start, end))) {
        return true;
      }
    }
    return false;
  }
}
