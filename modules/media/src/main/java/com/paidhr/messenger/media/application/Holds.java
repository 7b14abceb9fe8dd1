package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.MediaAudience;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Completes what a sender left open: a hold whose message was stored becomes a reference, an old
 * one without a message is dropped unless the message is scheduled.
 */
@ApplicationScoped
class Holds {
  /** Longer than any send takes: no message comes of an older hold any more. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final FileStore files;
  private final MediaAudience audience;
  private final Clock clock;
  private final MediaSettings settings;

  @Inject
  Holds(FileStore files, MediaAudience audience, Clock clock, MediaSettings settings) {
    this.settings = settings;
    this.files = files;
    this.audience = audience;
    this.clock = clock;
  }

  /** Turns holds into references where messages exist, and returns those messages. */
  List<MessageId> complete(StoredFile file) {
    List<MessageId> found = new ArrayList<>();
    for (AttachmentIntent intent : file.holds()) {
      Optional<MessageId> message = audience.find(intent, file.id());
      message.filter(carrier -> isTied(file, intent, carrier)).ifPresent(found::add);
      if (message.isEmpty() && isStale(file)) {
        dropUnlessExpected(file, intent);
      }
    }
    return found;
  }

  /** A carrier that is deleted meanwhile has perhaps let the file go before it was noted. */
  private boolean isTied(StoredFile file, AttachmentIntent intent, MessageId carrier) {
    files.reference(file.id(), intent, carrier);
    if (audience.find(intent, file.id()).isPresent()) {
      return true;
    }
    files.release(file.id(), carrier, clock.instant().plus(settings.unreferencedAfter()));
    return false;
  }

  /** A scheduled message may come long after; the hold is renewed, so the collector looks away. */
  private void dropUnlessExpected(StoredFile file, AttachmentIntent intent) {
    if (audience.expects(intent)) {
      Instant now = clock.instant();
      files.hold(file.id(), intent, now, now.plus(settings.unreferencedAfter()));
    } else {
      files.dropHold(file.id(), intent);
    }
  }

  private boolean isStale(StoredFile file) {
    return file.heldAt() == null || file.heldAt().plus(PATIENCE).isBefore(clock.instant());
  }
}
