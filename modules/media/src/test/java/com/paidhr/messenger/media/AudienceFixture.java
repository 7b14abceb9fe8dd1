package com.paidhr.messenger.media;

import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Messages as the module that keeps them would tell of them. */
@ApplicationScoped
class AudienceFixture implements MediaAudience {
  private final Map<MessageId, Set<UserId>> readers = new ConcurrentHashMap<>();
  private final Map<AttachmentIntent, MessageId> sent = new ConcurrentHashMap<>();

  void stored(AttachmentIntent intent, MessageId message, UserId... seenBy) {
    readers.put(message, Set.of(seenBy));
    sent.put(intent, message);
  }

  @Override
  public boolean maySeeAny(UserId user, Collection<MessageId> carriers) {
    return carriers.stream()
        .anyMatch(carrier -> readers.getOrDefault(carrier, Set.of()).contains(user));
  }

  @Override
  public Optional<MessageId> find(AttachmentIntent intent, MediaId file) {
    return Optional.ofNullable(sent.get(intent));
  }

  @Override
  public boolean expects(AttachmentIntent intent) {
    return false;
  }
}
