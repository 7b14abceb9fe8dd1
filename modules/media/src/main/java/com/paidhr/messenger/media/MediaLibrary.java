package com.paidhr.messenger.media;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import java.util.Map;

/**
 * How messages come to carry files. A send calls {@link #hold}, inserts the message with the
 * summaries, then calls {@link #reference}. If it ends in between, whoever next meets the held file
 * asks {@link MediaAudience#find} and completes it, so a file that a message carries is never
 * collected.
 */
public interface MediaLibrary {

  /** How many files one message carries at most. */
  int MAX_ATTACHMENTS = 10;

  /**
   * Checks that the sender may attach the files and holds them: from now on they can be neither
   * deleted nor collected until the intent is known to have come to nothing. Holding again for the
   * same intent changes nothing.
   *
   * @param media up to {@link #MAX_ATTACHMENTS} files; may be empty
   * @return a summary of each file, in the same order
   * @throws DomainException with status 422 that names {@code /attachments} where there are too
   *     many, {@code /attachments/<i>} where one is given twice, does not exist or may not be seen
   *     by the sender (these look the same)
   */
  List<AttachmentSummary> hold(AttachmentIntent intent, List<MediaId> media);

  /**
   * Records that the message, now stored, carries the files, and ends the hold. Idempotent; files
   * that no longer exist are passed over.
   */
  void reference(AttachmentIntent intent, MessageId message, List<MediaId> media);

  /**
   * Records that the message no longer carries the files, because it was deleted. A file that no
   * message carries is visible to its uploader only and is collected after {@code
   * media.unreferenced-after}. Idempotent.
   */
  void release(MessageId message, List<MediaId> media);

  /** The same for several messages, in one round trip. */
  void releaseAll(Map<MessageId, List<MediaId>> media);

  /** Has those of the user's files that no message carries collected as soon as may be. */
  void collectAllOf(UserId owner);
}
