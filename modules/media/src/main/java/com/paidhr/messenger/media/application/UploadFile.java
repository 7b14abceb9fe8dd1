package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.Content;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.budget.Holding;
import com.paidhr.messenger.shared.limits.HeavyWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/**
 * Stores an arriving file while it arrives, with one buffer and one chunk of it in memory, and has
 * it scanned before anybody can refer to it.
 */
@ApplicationScoped
public class UploadFile {
  private static final int BUFFER = 65_536;
  private static final int HELD = BUFFER + ContentProbe.PREFIX + FileStore.CHUNK;

  private final FileStore files;
  private final VirusCheck virusCheck;
  private final IdGenerator ids;
  private final Clock clock;
  private final MediaSettings settings;
  private final HeavyWork work;

  @Inject
  UploadFile(
      FileStore files,
      VirusCheck virusCheck,
      IdGenerator ids,
      Clock clock,
      MediaSettings settings,
      HeavyWork work) {
    this.files = files;
    this.virusCheck = virusCheck;
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
    this.work = work;
  }

  /**
   * Stores the file; it becomes visible to its owner when this returns. When it throws, nothing is
   * left.
   *
   * @throws DomainException with status 413 when the file is larger than {@code media.max-size},
   *     422 when it is empty or infected, 507 when a quota is used up, 408 when it takes longer
   *     than {@code media.upload-timeout}, 503 when the virus scanner does not answer or requests
   *     hold too much memory, and whatever the arriving file refuses
   */
  public StoredFile upload(UserId owner, IncomingFile incoming) {
    Holding.current().take(HELD);
    Instant start = clock.instant();
    MediaId id = new MediaId(ids.next());
    long room = room(owner);
    try (FileStore.Writing writing = files.begin(id, owner, incoming.name(), start)) {
      ContentProbe probe = new ContentProbe();
      if (copy(incoming.bytes(), writing, probe, start.plus(settings.uploadTimeout()), room) == 0) {
        throw DomainException.invalid("/file", "The file is empty");
      }
      incoming.requireEnd();
      Scan scan = virusCheck.pass(owner, writing.bytes());
      Content content = work.run("image", () -> probe.content(scan));
      if (!writing.charge(settings.quota())) {
        throw usedUp();
      }
      Instant now = clock.instant();
      return writing.complete(content, now, now.plus(settings.unreferencedAfter()));
    }
  }

  /**
   * Asked first, so that nobody sends what cannot be kept; what counts is the charge at the end.
   */
  private long room(UserId owner) {
    long room = files.usage(owner).room(settings.quota());
    if (room == 0) {
      throw usedUp();
    }
    return room;
  }

  private static DomainException usedUp() {
    return new DomainException(
        ProblemType.QUOTA_EXCEEDED, "The quota of stored bytes admits no such file");
  }

  private long copy(
      InputStream source,
      FileStore.Writing target,
      ContentProbe probe,
      Instant deadline,
      long room) {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int read = next(source, buffer); read >= 0; read = next(source, buffer)) {
      size += read;
      if (size > settings.maxSize()) {
        throw new DomainException(
            ProblemType.BODY_TOO_LARGE, "A file has at most " + settings.maxSize() + " bytes");
      }
      if (size > room) {
        throw usedUp();
      }
      if (clock.instant().isAfter(deadline)) {
        throw new DomainException(
            ProblemType.REQUEST_TIMEOUT,
            "An upload may take " + settings.uploadTimeout().toSeconds() + " seconds");
      }
      probe.see(buffer, 0, read);
      target.write(buffer, 0, read);
    }
    return size;
  }

  private static int next(InputStream source, byte[] buffer) {
    try {
      return source.read(buffer);
    } catch (IOException e) {
      throw new UnreadableUploadException(e);
    }
  }
}
