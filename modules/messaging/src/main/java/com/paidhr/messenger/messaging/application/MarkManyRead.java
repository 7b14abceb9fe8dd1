package com.paidhr.messenger.messaging.application;

import static java.util.Objects.requireNonNull;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Marks several conversations as read, each up to its own message. */
@ApplicationScoped
public class MarkManyRead {

  /** Everything visible up to the seq was read. */
  public record Watermark(ConversationId conversation, long upTo) {}

  /**
   * What became of a watermark.
   *
   * @param upTo the seq up to which everything visible is read now; the newest one's when the
   *     watermark lay behind it
   * @param readAt when that message was first read, null when it was not addressed to the reader
   */
  @Schema(name = "ReadUpTo")
  public record Result(ConversationId conversationId, long upTo, @Nullable Instant readAt) {}

  private final MarkRead markRead;
  private final MessageLog log;
  private final LogEnds ends;
  private final Conversations conversations;

  @Inject
  MarkManyRead(MarkRead markRead, MessageLog log, LogEnds ends, Conversations conversations) {
    this.markRead = markRead;
    this.log = log;
    this.ends = ends;
    this.conversations = conversations;
  }

  /**
   * Marks all, after checking that all may be known. Left out of the results is a conversation that
   * has no message up to there, none that the reader sees, or that they were put out of meanwhile.
   *
   * @throws DomainException with status 422 that names the conversations that the reader may not
   *     know; nothing is marked then
   */
  public List<Result> mark(UserId reader, List<Watermark> watermarks) {
    Map<ConversationId, Access> access =
        conversations.accessOf(
            reader, watermarks.stream().map(Watermark::conversation).distinct().toList());
    Violations violations = new Violations();
    for (int i = 0; i < watermarks.size(); i++) {
      violations.check(
          access.containsKey(watermarks.get(i).conversation()),
          "/conversations/" + i + "/conversationId",
          "There is no such conversation");
    }
    violations.throwIfAny();
    List<Result> results =
        watermarks.stream()
            .flatMap(watermark ->
                mark(requireNonNull(access.get(watermark.conversation())).visibility(), watermark)
                    .stream())
            .toList();
    Map<ConversationId, Access> still = conversations.accessOf(reader, access.keySet());
    return results.stream().filter(one -> still.containsKey(one.conversationId())).toList();
  }

  private Optional<Result> mark(Visibility visibility, Watermark watermark) {
    long seq = existing(watermark);
    if (seq < 1 || !visibility.sees(seq)) {
      return Optional.empty();
    }
    MessageId id = new MessageId(watermark.conversation(), seq);
    Instant readAt = markRead.mark(visibility, id, true).orElse(null);
    return Optional.of(new Result(watermark.conversation(), seq, readAt));
  }

  private long existing(Watermark watermark) {
    ConversationId conversation = watermark.conversation();
    long known = ends.hint(conversation);
    return watermark.upTo() <= known
        ? watermark.upTo()
        : Math.min(watermark.upTo(), log.tail(conversation, known).seq());
  }
}
