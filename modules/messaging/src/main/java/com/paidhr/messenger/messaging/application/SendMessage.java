package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.media.MediaLibrary;
import com.paidhr.messenger.messaging.MessageAccepted;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accepts a message: checks it, gives it its place, and tells the other modules. */
@ApplicationScoped
public class SendMessage {
  private final Sequencer sequencer;
  private final MessageLog log;
  private final Conversations conversations;
  private final MediaLibrary media;
  private final Ties ties;
  private final FindMentions mentions;
  private final Announcements announcements;
  private final IdGenerator ids;

  @Inject
  SendMessage(
      Sequencer sequencer,
      MessageLog log,
      Conversations conversations,
      MediaLibrary media,
      Ties ties,
      FindMentions mentions,
      Announcements announcements,
      IdGenerator ids) {
    this.sequencer = sequencer;
    this.log = log;
    this.conversations = conversations;
    this.media = media;
    this.ties = ties;
    this.mentions = mentions;
    this.announcements = announcements;
    this.ids = ids;
  }

  /**
   * Stores the message once, however often it is sent under the same {@code clientMessageId}.
   *
   * @throws DomainException with status 422 when the content is not valid or the key came with
   *     another content; 404, 403 or 409 when the sender may not write, 404 also when they do not
   *     see any more what they sent; 503 when too many write
   */
  public Sent send(NewMessage request) {
    request.check();
    String given = request.clientMessageId();
    String key = given == null ? Draft.MADE_HERE + ids.next() : given;
    Placed placed = send(request, key, request.fingerprint());
    return placed.replayed()
        ? again(request, placed.message())
        : new Sent(Views.asSent(placed.message()), false);
  }

  /** The first answer, as far as its sender sees it now; so this is asked after reading. */
  private Sent again(NewMessage request, Message message) {
    Access access = conversations.accessOf(request.sender(), request.conversation());
    access.requireWrite();
    if (!access.visibility().sees(message.seq())) {
      throw DomainException.notFound("message", message.id());
    }
    return new Sent(Views.asSent(message, access.visibility()), true);
  }

  /** The same under a key that may have been made here. Refuses as {@link #send(NewMessage)}. */
  Placed send(NewMessage request, String key, String fingerprint) {
    Placed placed = placed(request, key, fingerprint);
    Message message = placed.message();
    if (!message.fingerprint().equals(fingerprint)) {
      throw new DomainException(
          ProblemType.IDEMPOTENCY_MISMATCH,
          "This clientMessageId was sent before, with another content");
    }
    try {
      return new Placed(ties.complete(request, key, message), placed.replayed());
    } finally { // stored it is, whatever fails behind that
      if (!placed.replayed()) {
        announcements.announce(
            new MessageAccepted(message.createdAt(), message.id(), message.sender()));
      }
    }
  }

  /** Completes a send whose message was stored before it was refused; empty when none was. */
  Optional<Placed> completeEarlier(NewMessage request, String key, String fingerprint) {
    Optional<Placed> found =
        earlier(request, key).filter(placed -> placed.message().fingerprint().equals(fingerprint));
    found.ifPresent(placed -> ties.complete(request, key, placed.message()));
    return found;
  }

  /** Refuses now what a send would be refused for, and holds the files for it. */
  void prepare(NewMessage request, String key) {
    conversations.accessOf(request.sender(), request.conversation()).requireWrite();
    request.answered().ifPresent(id -> answered(request, id));
    files(request, key);
  }

  private Placed placed(NewMessage request, String key, String fingerprint) {
    Draft draft;
    try {
      draft = draft(request, key, fingerprint);
    } catch (DomainException refusal) {
      conversations.accessOf(request.sender(), request.conversation()).requireWrite();
      return earlier(request, key).orElseThrow(() -> refusal);
    }
    return sequencer.append(draft);
  }

  /** What an earlier send stored, before the world changed so that it would be refused today. */
  Optional<Placed> earlier(NewMessage request, String key) {
    return log
        .findByKeys(request.conversation(), List.of(new AuthorKey(request.sender().value(), key)))
        .values()
        .stream()
        .findFirst()
        .map(message -> new Placed(message, true));
  }

  private Draft draft(NewMessage request, String key, String fingerprint) {
    Message answered = request.answered().map(id -> answered(request, id)).orElse(null);
    List<AttachmentSummary> files = files(request, key);
    return new Draft(
        request.conversation(),
        request.sender(),
        key,
        fingerprint,
        files.isEmpty() ? MessageKind.TEXT : MessageKind.MEDIA,
        request.body(),
        files,
        answered == null ? null : answered.quoted(),
        answered == null ? null : answered.thread(),
        mentions.in(request.body(), request.sender(), request.conversation()),
        null);
  }

  private @Nullable Message answered(NewMessage request, MessageId id) {
    Access access = conversations.accessOf(request.sender(), request.conversation());
    return Optional.of(id)
        .filter(wanted -> access.visibility().sees(wanted.seq()))
        .flatMap(wanted -> log.brief(List.of(wanted)).stream().findFirst())
        .map(Brief::value)
        .filter(message -> !message.isDeleted())
        .orElseThrow(
            () -> DomainException.invalid("/replyTo", "There is no such message to answer"));
  }

  private List<AttachmentSummary> files(NewMessage request, String key) {
    if (request.attachments().isEmpty()) {
      return List.of();
    }
    conversations.accessOf(request.sender(), request.conversation()).requireWrite();
    return media.hold(Ties.intent(request, key), request.attachments());
  }
}
