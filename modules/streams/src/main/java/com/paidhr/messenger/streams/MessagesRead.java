package com.paidhr.messenger.streams;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * {@code message.read}: members have read messages, or the user has on another device, all of a
 * moment together. Where nobody is named, in large conversations and by the receipts mode, it says
 * how many have read a message of the user.
 *
 * @param reads who read; empty where nobody is named
 * @param seq the last message that was marked, or the one that {@code readers} counts for
 * @param readers how many others have read the user's message; null where readers are named
 */
@Schema(name = "ReadEvent", description = "Messages were marked as read")
public record MessagesRead(
    ConversationId conversationId, List<Read> reads, long seq, @Nullable Long readers) {

  /** Keeps its own copy of the reads. */
  public MessagesRead {
    reads = List.copyOf(reads);
  }

  /**
   * One who read.
   *
   * @param seq a message that was marked
   * @param readUpTo up to which seq they have read without a gap, as members show it; null when
   *     nothing
   */
  @Schema(name = "Read", description = "What somebody read")
  public record Read(UserId userId, long seq, @Nullable Long readUpTo) {}
}
