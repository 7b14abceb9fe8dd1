package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.MessageView.Excerpt;
import com.paidhr.messenger.messaging.domain.Snippet;
import org.jspecify.annotations.Nullable;

/**
 * A message that was found.
 *
 * @param snippet the part around the words, null where no words were searched for or it has none
 */
public record SearchHit(MessageView message, @Nullable Snippet snippet) {

  /** The message with its snippet, as it is answered. */
  public MessageView view() {
    return snippet == null
        ? message
        : message.withSnippet(
            new Excerpt(
                snippet.text(),
                snippet.highlights().stream()
                    .map(place -> new MessageView.Highlight(place.start(), place.end()))
                    .toList()));
  }
}
