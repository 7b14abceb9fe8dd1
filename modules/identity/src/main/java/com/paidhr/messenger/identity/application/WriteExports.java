package com.paidhr.messenger.identity.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.MongoException;
import com.paidhr.messenger.identity.config.ExportSettings;
import com.paidhr.messenger.identity.domain.ArchivePieces;
import com.paidhr.messenger.identity.domain.PersonalExport;
import com.paidhr.messenger.identity.domain.PersonalExport.Failure;
import com.paidhr.messenger.identity.domain.PersonalExports;
import com.paidhr.messenger.identity.domain.PersonalExports.Archive;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.mongo.MongoFailures;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the exports that wait, one at a time on this node. A node that dies is followed by another
 * one when its claim has ended; that one begins anew, and removes what is left of the attempt
 * before.
 */
@ApplicationScoped
public class WriteExports {
  private static final Logger LOG = LoggerFactory.getLogger(WriteExports.class);

  /** How long a node may be silent before another one begins anew. */
  static final Duration CLAIM = Duration.ofMinutes(1);

  private static final int MOST_ATTEMPTS = 5;
  private static final int REMOVED_AT_ONCE = 100;

  private final PersonalExports exports;
  private final ArchivePieces pieces;
  private final Users users;
  private final Iterable<PersonalData> parts;
  private final ObjectMapper mapper;
  private final ExportSettings settings;
  private final Clock clock;
  private volatile boolean stopping;
  private volatile @Nullable ExportAttempt current;

  @Inject
  WriteExports(
      PersonalExports exports,
      ArchivePieces pieces,
      Users users,
      @Any Instance<PersonalData> parts,
      ObjectMapper mapper,
      ExportSettings settings,
      Clock clock) {
    this(exports, pieces, users, (Iterable<PersonalData>) parts, mapper, settings, clock);
  }

  /** With these parts instead of those that modules have. */
  WriteExports(
      PersonalExports exports,
      ArchivePieces pieces,
      Users users,
      Iterable<PersonalData> parts,
      ObjectMapper mapper,
      ExportSettings settings,
      Clock clock) {
    this.exports = exports;
    this.pieces = pieces;
    this.users = users;
    this.parts = parts;
    this.mapper = mapper;
    this.settings = settings;
    this.clock = clock;
  }

  /** Writes those that wait, one after the other, until there is none or one did not succeed. */
  void writeAll() {
    boolean goesOn = true;
    while (goesOn && !stopping) {
      Instant now = clock.instant();
      Optional<PersonalExport> claimed = exports.claim(now, now.plus(CLAIM));
      goesOn = claimed.isPresent() && attempt(claimed.get());
    }
  }

  /** Whether it came to an end. */
  private boolean attempt(PersonalExport export) {
    pieces.removeEarlier(export);
    ExportAttempt attempt = new ExportAttempt(export);
    if (export.attempt() > MOST_ATTEMPTS) {
      fail(attempt, Failure.INTERRUPTED);
      return true;
    }
    current = attempt;
    try {
      if (stopping) {
        attempt.stop();
      }
      finish(attempt, archive(attempt));
      return true;
    } catch (ExportEndedException e) {
      return end(attempt, e);
    } catch (IOException | RuntimeException e) {
      return end(attempt, e);
    } finally {
      current = null;
    }
  }

  private Archive archive(ExportAttempt attempt) throws IOException {
    requireActive(attempt);
    PieceWriter writer = new PieceWriter(pieces, attempt, settings.maxSize());
    try (ArchiveWriter archive = new ArchiveWriter(mapper, attempt, writer)) {
      for (PersonalData part : inOrder()) {
        archive.write(part);
      }
      requireActive(attempt);
      return archive.complete();
    }
  }

  private List<PersonalData> inOrder() {
    return StreamSupport.stream(parts.spliterator(), false)
        .sorted(Comparator.comparing(PersonalData::part))
        .toList();
  }

  /** Who was deactivated has nothing any more that could be fetched. */
  private void requireActive(ExportAttempt attempt) throws ExportEndedException {
    UserId user = attempt.export().user();
    if (users.find(user).filter(User::isActive).isEmpty()) {
      exports.removeAllOf(user);
      throw ExportEndedException.lost();
    }
  }

  private void finish(ExportAttempt attempt, Archive archive) {
    PersonalExport export = attempt.export();
    Instant now = clock.instant();
    if (exports.finish(export, archive, attempt.progress(), now, now.plus(settings.kept()))) {
      exports.removeReadyBut(export.user(), export.id());
      LOG.info("Export {} is ready: {} bytes", export.id(), archive.size());
    } else {
      pieces.removePresent(export);
    }
  }

  private boolean end(ExportAttempt attempt, ExportEndedException end) {
    Failure failure = end.failure();
    if (failure != null) {
      fail(attempt, failure);
    } else {
      pieces.removePresent(attempt.export());
      if (attempt.isStopped()) {
        exports.release(attempt.export());
      }
    }
    return true;
  }

  /** What passes is tried again when the claim has ended: nothing renews it any more. */
  private boolean end(ExportAttempt attempt, Exception failure) {
    if (failure instanceof MongoException refusal && MongoFailures.isFull(refusal)) {
      fail(attempt, Failure.STORAGE_FULL);
    } else {
      LOG.warn("Export {} is tried again later", attempt.export().id(), failure);
    }
    return false;
  }

  private void fail(ExportAttempt attempt, Failure failure) {
    PersonalExport export = attempt.export();
    Instant now = clock.instant();
    boolean isKept =
        exports.fail(export, failure, attempt.progress(), now, now.plus(settings.kept()));
    LOG.warn("Export {} failed: {}{}", export.id(), failure, isKept ? "" : ", and was removed");
    pieces.removePresent(export);
  }

  /** Keeps the claim of what is being written; to be called several times within {@link #CLAIM}. */
  void renew() {
    ExportAttempt attempt = current;
    if (attempt != null
        && !exports.renew(attempt.export(), attempt.progress(), clock.instant().plus(CLAIM))) {
      attempt.lose();
    }
  }

  /** Removes those that were removed or have expired, with all that any attempt wrote. */
  void sweep() {
    List<PersonalExport> some;
    do {
      some = exports.removable(clock.instant(), REMOVED_AT_ONCE);
      for (PersonalExport export : some) {
        pieces.removeEarlier(export);
        pieces.removePresent(export);
        exports.forget(export);
      }
    } while (some.size() == REMOVED_AT_ONCE);
  }

  /** Lets what is being written be written by somebody else. */
  void stop() {
    stopping = true;
    ExportAttempt attempt = current;
    if (attempt != null) {
      attempt.stop();
    }
  }
}
