package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.media.MediaLibrary;
import com.paidhr.messenger.messaging.MessageChanged;
import com.paidhr.messenger.messaging.MessageChanges.Untold;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.domain.Body;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Edits and deletes messages. Of two who change the same version, one changes it first. */
@ApplicationScoped
public class ChangeMessage {
  private static final int MAX_ATTEMPTS = 20;
  private static final int MAX_EDITS = 100;

  private final MessageLog log;
  private final MessageEdits edits;
  private final Conversations conversations;
  private final MediaLibrary media;
  private final FindMentions mentions;
  private final Announcements announcements;
  private final HoldMessages holds;
  private final AuditLog audit;
  private final MessagingSettings settings;
  private final Clock clock;

  @Inject
  ChangeMessage(
      MessageLog log,
      MessageEdits edits,
      Conversations conversations,
      MediaLibrary media,
      FindMentions mentions,
      Announcements announcements,
      HoldMessages holds,
      AuditLog audit,
      MessagingSettings settings,
      Clock clock) {
    this.log = log;
    this.edits = edits;
    this.conversations = conversations;
    this.media = media;
    this.mentions = mentions;
    this.announcements = announcements;
    this.holds = holds;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Replaces the body, and with it whom the message mentions; the earlier bodies are kept.
   *
   * @param expected the version that the editor has seen, or empty for any
   * @throws DomainException with status 404 when the editor does not see the message, 403 when they
   *     are not its author or too late, 409 when it is deleted, was edited too often or the
   *     conversation is archived, 412 when it has another version, 422 when the body is not valid
   */
  public MessageView edit(
      UserId editor, MessageId id, @Nullable String body, OptionalLong expected) {
    String normal = Body.normal(body);
    Violations violations = new Violations();
    violations.check(normal != null, "/body", "Say what the body is to be");
    Body.check(normal, true, violations);
    violations.throwIfAny();
    Access access = conversations.accessOf(editor, id.conversation());
    String words = normal == null ? "" : normal;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Message current = visible(access, id);
      if (attempt > 0 && current.isDeleted()) {
        edits.forgetEarlier(current); // the try before may have kept a body behind the deletion
      }
      requireAlive(access, editor, current);
      if (words.equals(current.body()) && isSameEdit(current, expected)) {
        edits.requote(current.quoted(), clock.instant()); // completes an edit that was cut off
        return Views.of(current, access.visibility());
      }
      requireEditable(current);
      requireContent(current, words);
      requireVersion(current, expected);
      Instant now = clock.instant();
      Optional<Untold> change =
          edits.edit(current, words, mentions.in(words, editor, id.conversation()), now);
      if (change.isPresent()) {
        announcements.announce(new MessageChanged(now, change.get()));
        Message edited = visible(access, id);
        edits.requote(edited.quoted(), now);
        return Views.of(edited, access.visibility());
      }
    }
    throw DomainException.unavailable(
        "Too many change this message at once", Duration.ofSeconds(1), null);
  }

  /** Whether an edit of the expected version may have led to this one. */
  private static boolean isSameEdit(Message message, OptionalLong expected) {
    return expected.isEmpty()
        || expected.getAsLong() == message.version()
        || expected.getAsLong() == message.version() - 1;
  }

  private static void requireAlive(Access access, UserId editor, Message message) {
    if (message.kind() == MessageKind.SYSTEM || !message.sender().equals(editor)) {
      throw DomainException.forbidden("Only its author may edit a message");
    }
    access.requireWrite();
    if (message.isDeleted()) {
      throw DomainException.conflict("The message was deleted");
    }
  }

  private void requireEditable(Message message) {
    if (clock.instant().isAfter(message.createdAt().plus(settings.editWithin()))) {
      throw DomainException.forbidden(
          "A message may be edited for " + settings.editWithin() + " after it was sent");
    }
    if (message.version() > MAX_EDITS) { // each edit has raised it by one
      throw DomainException.conflict("A message may be edited " + MAX_EDITS + " times");
    }
  }

  private static void requireContent(Message message, String words) {
    Violations violations = new Violations();
    Body.check(words, !message.attachments().isEmpty(), violations);
    violations.throwIfAny();
  }

  private static void requireVersion(Message message, OptionalLong expected) {
    if (expected.isPresent() && expected.getAsLong() != message.version()) {
      throw new DomainException(
          ProblemType.VERSION_CONFLICT,
          "The message has version " + message.version() + ", not " + expected.getAsLong());
    }
  }

  /**
   * Makes a tombstone of the message; its place stays. Deleting a deleted one changes nothing.
   *
   * @param administrator whether the remover moderates or administrates the organization
   * @throws DomainException with status 404 when the remover does not see the message, 403 when
   *     they are neither its author nor an admin, 409 when it is under a legal hold, 412 when it
   *     has another version
   */
  public void delete(UserId remover, boolean administrator, MessageId id, OptionalLong expected) {
    Access access = conversations.accessOf(remover, id.conversation());
    boolean moderates =
        administrator
            || (access.has(MemberRole.ADMIN) && access.type() != ConversationType.PRIVATE);
    delete(remover, moderates, expected, () -> visible(access, id));
  }

  /**
   * The same for a moderator who decides on a report of the message, whether or not they see it.
   *
   * @throws DomainException with status 404 for no such message
   */
  void deleteReported(UserId moderator, MessageId id) {
    delete(
        moderator,
        true,
        OptionalLong.empty(),
        () -> log.find(id).orElseThrow(() -> DomainException.notFound("message", id)));
  }

  private void delete(
      UserId remover, boolean moderates, OptionalLong expected, Supplier<Message> read) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Message current = read.get();
      boolean author = current.sender().equals(remover);
      if (current.kind() == MessageKind.SYSTEM || (!author && !moderates)) {
        throw DomainException.forbidden("Only its author or an admin may delete a message");
      }
      if (current.isDeleted()) {
        sweep(current);
        return;
      }
      requireVersion(current, expected);
      holds.requireNone(current.id().conversation(), current.sender());
      Instant now = clock.instant();
      Optional<Untold> change = edits.delete(current, now);
      if (change.isPresent()) {
        announcements.announce(new MessageChanged(now, change.get()));
        sweep(read.get());
        if (!author) {
          audit.note(deletion(remover, current, now));
        }
        return;
      }
    }
    throw DomainException.unavailable(
        "Too many change this message at once", Duration.ofSeconds(1), null);
  }

  private static AuditEntry deletion(UserId remover, Message message, Instant at) {
    return AuditEntry.of(remover, "message.deleted")
        .in(message.id().conversation())
        .to(message.sender())
        .with("messageId", message.id().toString())
        .named("deleted." + message.id(), at);
  }

  /** What follows a deletion; repeating the deletion completes it after a crash. */
  private void sweep(Message tombstone) {
    edits.requote(tombstone.quoted(), clock.instant());
    edits.forgetEarlier(tombstone);
    if (!tombstone.attachments().isEmpty()) {
      media.release(
          tombstone.id(), tombstone.attachments().stream().map(AttachmentSummary::id).toList());
      edits.forgetFiles(List.of(tombstone.id()));
    }
  }

  private Message visible(Access access, MessageId id) {
    return Seen.by(access.visibility(), id, log::find);
  }
}
