package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.MediaId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files that no message carries, and what is left of uploads that never ended. Every step
 * is conditional and repeatable, so all nodes may collect at once and any may die in between.
 */
@ApplicationScoped
public class FileCollector {
  private static final Logger LOG = LoggerFactory.getLogger(FileCollector.class);
  private static final int BATCH = 100;

  private final FileStore files;
  private final Holds holds;
  private final Clock clock;
  private final MediaSettings settings;
  private final ScanSettings scans;

  @Inject
  FileCollector(
      FileStore files, Holds holds, Clock clock, MediaSettings settings, ScanSettings scans) {
    this.files = files;
    this.holds = holds;
    this.clock = clock;
    this.settings = settings;
    this.scans = scans;
  }

  /** Collects everything whose time has come and returns how many files it removed. */
  public int collect() {
    int removed = collectUnreferenced() + collectAbandoned();
    if (removed > 0) {
      LOG.info("Removed {} files that no message carries", removed);
    }
    return removed;
  }

  private int collectUnreferenced() {
    int removed = 0;
    int settled;
    do {
      settled = 0;
      for (StoredFile file : files.collectable(clock.instant(), BATCH)) {
        holds.complete(file);
        if (files.condemn(file.id(), clock.instant())) {
          files.erase(file.id());
          removed++;
          settled++;
        } else if (files.keep(file.id())) {
          settled++;
        }
      }
    } while (settled == BATCH);
    return removed;
  }

  private int collectAbandoned() {
    Duration longest = settings.uploadTimeout().plus(scans.timeout());
    Instant startedBefore = clock.instant().minus(longest.multipliedBy(2));
    int removed = 0;
    List<MediaId> left;
    do {
      left = files.abandoned(startedBefore, BATCH);
      for (MediaId id : left) {
        removed += files.eraseAbandoned(id) ? 1 : 0;
      }
    } while (left.size() == BATCH);
    return removed;
  }
}
