package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.MediaLibrary;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Ties a stored message to the files that it carries and to the message that it answers. Either may
 * have changed between the sender's look and the insert, so it looks again: whoever changes
 * something after that finds the message in the log.
 */
@ApplicationScoped
class Ties {
  private final MessageLog log;
  private final MessageEdits edits;
  private final MediaLibrary media;
  private final Clock clock;

  @Inject
  Ties(MessageLog log, MessageEdits edits, MediaLibrary media, Clock clock) {
    this.log = log;
    this.edits = edits;
    this.media = media;
    this.clock = clock;
  }

  static AttachmentIntent intent(NewMessage request, String key) {
    return new AttachmentIntent(request.conversation(), request.sender(), key);
  }

  /**
   * Completes the send that stored the message, or one that was cut off.
   *
   * @return the message with what it quotes now
   */
  Message complete(NewMessage request, String key, Message stored) {
    List<MediaId> files = request.attachments();
    if (!files.isEmpty() && !stored.isDeleted()) {
      media.reference(intent(request, key), stored.id(), files);
    }
    List<MessageId> mayHaveChanged = new ArrayList<>();
    request.answered().ifPresent(mayHaveChanged::add);
    if (!files.isEmpty()) {
      mayHaveChanged.add(stored.id());
    }
    Message current = stored;
    for (Message now : log.findAll(mayHaveChanged)) {
      if (!now.id().equals(stored.id())) {
        current = requoted(stored, now);
      } else if (now.isDeleted()) {
        media.release(stored.id(), files);
      }
    }
    return current;
  }

  private Message requoted(Message answer, Message answered) {
    Message.Quote quote = answer.quote();
    if (quote == null || quote.version() >= answered.version()) {
      return answer;
    }
    edits.requote(answered.quoted(), clock.instant());
    return answer.quoting(answered.quoted());
  }
}
