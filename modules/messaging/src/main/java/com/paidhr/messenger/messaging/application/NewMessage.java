package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.media.MediaLibrary;
import com.paidhr.messenger.messaging.domain.Body;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a sender asks for.
 *
 * @param clientMessageId the sender's own key, or null
 */
public record NewMessage(
    ConversationId conversation,
    UserId sender,
    @Nullable String body,
    List<MediaId> attachments,
    @Nullable MessageId replyTo,
    @Nullable String clientMessageId) {

  /**
   * What a client's key looks like: 1 to 128 visible ASCII characters, the first of them no "~".
   */
  private static final Pattern KEY = Pattern.compile("[!-}][!-~]{0,127}");

  /** Takes the body in its normal form, so that limits and repetitions are about that. */
  public NewMessage {
    body = Body.normal(body);
  }

  /** What the author of a scheduled message asked for. */
  static NewMessage of(Schedule schedule) {
    return new NewMessage(
        schedule.conversation(),
        schedule.sender(),
        schedule.body(),
        schedule.attachments(),
        schedule.replyTo(),
        null);
  }

  /** Refuses, with status 422, what no conversation would take. */
  void check() {
    Violations violations = new Violations();
    Body.check(body, !attachments.isEmpty(), violations);
    violations
        .check(
            body != null || !attachments.isEmpty(),
            "/body",
            "A message has a body or at least one attachment")
        .check(
            attachments.size() <= MediaLibrary.MAX_ATTACHMENTS,
            "/attachments",
            "A message has at most " + MediaLibrary.MAX_ATTACHMENTS + " attachments")
        .check(
            clientMessageId == null || KEY.matcher(clientMessageId).matches(),
            "/clientMessageId",
            "A key has 1 to 128 visible ASCII characters and does not begin with "
                + Draft.MADE_HERE)
        .check(
            replyTo == null || replyTo.conversation().equals(conversation),
            "/replyTo",
            "The answered message is in another conversation")
        .throwIfAny();
  }

  Optional<MessageId> answered() {
    return Optional.ofNullable(replyTo);
  }

  /** Digest of everything that a repeated send must repeat. */
  String fingerprint() {
    String files = attachments.stream().map(MediaId::value).collect(Collectors.joining(","));
    String content = (body == null ? "" : "b" + body) + "\0" + files + "\0" + replyTo;
    return Digest.of(content);
  }
}
