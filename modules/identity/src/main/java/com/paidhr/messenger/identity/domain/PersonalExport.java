package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user's wish for everything that is kept of them, and what became of it: an archive.
 *
 * @param attempt how often a node began to write it; each attempt writes pieces of its own
 * @param progress of the newest attempt, by part
 * @param size of the archive in bytes; 0 until it is ready
 * @param sha256 of the archive; null until it is ready
 * @param expiresAt when it is removed; null while it is unfinished
 * @param failure why it came to nothing, or null
 */
public record PersonalExport(
    String id,
    UserId user,
    State state,
    Instant requestedAt,
    int attempt,
    List<Part> progress,
    long size,
    @Nullable String sha256,
    @Nullable Instant finishedAt,
    @Nullable Instant expiresAt,
    @Nullable Failure failure) {

  /** How far it has come. */
  @Schema(name = "PersonalExportState")
  public enum State {
    /** No node has begun, or the one that had was stopped. */
    WAITING,
    /** A node writes it. */
    RUNNING,
    /** It can be downloaded. */
    READY,
    /** It came to nothing. */
    FAILED
  }

  /** Why it came to nothing. */
  @Schema(name = "PersonalExportFailure")
  public enum Failure {
    /** It has more bytes than operators allow, or more files than an archive can list. */
    TOO_LARGE,
    /** The store has no room for it. */
    STORAGE_FULL,
    /** It was begun again and again and never came to its end. */
    INTERRUPTED
  }

  /**
   * How far one part has come.
   *
   * @param name such as {@code messages}
   * @param records how many were written
   * @param done whether these are all
   */
  @Schema(name = "PersonalExportPart")
  public record Part(
      @Schema(description = "Its file in the archive has this name", example = "messages")
          String name,
      @Schema(description = "How many records were written, and files") long records,
      @Schema(description = "Whether these are all") boolean done) {}

  public PersonalExport {
    progress = List.copyOf(progress);
  }

  /** A new one that waits. */
  public static PersonalExport asked(String id, UserId user, Instant now) {
    return new PersonalExport(
        id, user, State.WAITING, now, 0, List.of(), 0, null, null, null, null);
  }

  /** Whether there is nothing more to be seen of it. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }
}
