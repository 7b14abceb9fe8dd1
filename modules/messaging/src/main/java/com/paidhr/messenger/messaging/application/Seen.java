package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import java.util.Optional;
import java.util.function.Function;

/** Finds what a user asks for by a message's id. */
final class Seen {
  private Seen() {}

  /**
   * What is found, if the reader sees the message; else it is not even looked for.
   *
   * @throws DomainException with status 404 when there is none or the reader does not see it
   */
  static <T> T by(Visibility reader, MessageId id, Function<MessageId, Optional<T>> find) {
    return Optional.of(id)
        .filter(wanted -> reader.sees(wanted.seq()))
        .flatMap(find)
        .orElseThrow(() -> DomainException.notFound("message", id));
  }
}
