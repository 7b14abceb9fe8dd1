package com.paidhr.messenger.media;

import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.Optional;

/**
 * What media asks of the module that keeps the messages. Media itself knows only which messages
 * carry a file.
 */
public interface MediaAudience {

  /**
   * Whether the user may see at least one of the messages now, by the one visibility rule. A
   * deleted message counts as one that nobody sees. Messages that do not exist count as unseen.
   */
  boolean maySeeAny(UserId user, Collection<MessageId> carriers);

  /**
   * The message that came of the intent, if it carries the file and is not deleted. Asked only when
   * a sender ended between the insert and {@link MediaLibrary#reference}.
   */
  Optional<MessageId> find(AttachmentIntent intent, MediaId file);

  /** Whether a message may still come of the intent because its author scheduled it for later. */
  boolean expects(AttachmentIntent intent);
}
