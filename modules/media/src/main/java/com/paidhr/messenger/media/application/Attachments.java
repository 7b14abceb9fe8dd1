package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.media.MediaLibrary;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Ties files to the messages that carry them. */
@ApplicationScoped
class Attachments implements MediaLibrary {
  private static final String POINTER = "/attachments";
  private static final String ABSENT = "No such file";

  private final FileStore files;
  private final FileVisibility visibility;
  private final Clock clock;
  private final MediaSettings settings;

  @Inject
  Attachments(FileStore files, FileVisibility visibility, Clock clock, MediaSettings settings) {
    this.files = files;
    this.visibility = visibility;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public List<AttachmentSummary> hold(AttachmentIntent intent, List<MediaId> media) {
    if (media.isEmpty()) {
      return List.of();
    }
    new Violations()
        .check(
            media.size() <= MAX_ATTACHMENTS,
            POINTER,
            "A message carries at most " + MAX_ATTACHMENTS + " files")
        .throwIfAny();
    Map<MediaId, StoredFile> seen = visibleTo(intent.sender(), media);
    refuseUnless(seen.keySet(), media);
    Instant now = clock.instant();
    Instant collectAfter = now.plus(settings.unreferencedAfter());
    Set<MediaId> held =
        media.stream()
            .filter(id -> files.hold(id, intent, now, collectAfter))
            .collect(Collectors.toUnmodifiableSet());
    refuseUnless(held, media);
    return media.stream().map(id -> Objects.requireNonNull(seen.get(id)).summary()).toList();
  }

  @Override
  public void reference(AttachmentIntent intent, MessageId message, List<MediaId> media) {
    media.forEach(id -> files.reference(id, intent, message));
  }

  @Override
  public void release(MessageId message, List<MediaId> media) {
    Instant collectAfter = clock.instant().plus(settings.unreferencedAfter());
    media.forEach(id -> files.release(id, message, collectAfter));
  }

  @Override
  public void releaseAll(Map<MessageId, List<MediaId>> media) {
    if (!media.isEmpty()) {
      files.releaseAll(media, clock.instant().plus(settings.unreferencedAfter()));
    }
  }

  @Override
  public void collectAllOf(UserId owner) {
    files.collectAllOf(owner, clock.instant());
  }

  private Map<MediaId, StoredFile> visibleTo(UserId user, List<MediaId> media) {
    return files.findAll(Set.copyOf(media)).stream()
        .filter(file -> visibility.maySee(user, file))
        .collect(Collectors.toUnmodifiableMap(StoredFile::id, Function.identity()));
  }

  private static void refuseUnless(Set<MediaId> present, List<MediaId> media) {
    Violations violations = new Violations();
    Set<MediaId> before = new HashSet<>();
    for (int i = 0; i < media.size(); i++) {
      violations.check(present.contains(media.get(i)), POINTER + "/" + i, ABSENT);
      violations.check(before.add(media.get(i)), POINTER + "/" + i, "The file is given twice");
    }
    violations.throwIfAny();
  }
}
