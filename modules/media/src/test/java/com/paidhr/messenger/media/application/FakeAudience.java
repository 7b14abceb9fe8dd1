package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.MediaAudience;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Messages as a test tells them. */
final class FakeAudience implements MediaAudience {
  private record Sight(UserId user, MessageId message) {}

  private final Set<Sight> sights = new HashSet<>();
  private final Map<AttachmentIntent, MessageId> sent = new HashMap<>();
  final Set<AttachmentIntent> scheduled = new HashSet<>();

  /** Happens after a message was found. */
  Runnable afterFind = () -> {};

  void shows(MessageId message, UserId user) {
    sights.add(new Sight(user, message));
  }

  void hides(MessageId message, UserId user) {
    sights.remove(new Sight(user, message));
  }

  void stored(AttachmentIntent intent, MessageId message) {
    sent.put(intent, message);
  }

  void deleted(AttachmentIntent intent) {
    sent.remove(intent);
  }

  @Override
  public boolean maySeeAny(UserId user, Collection<MessageId> carriers) {
    return carriers.stream().anyMatch(message -> sights.contains(new Sight(user, message)));
  }

  @Override
  public Optional<MessageId> find(AttachmentIntent intent, MediaId file) {
    Optional<MessageId> found = Optional.ofNullable(sent.get(intent));
    afterFind.run();
    return found;
  }

  @Override
  public boolean expects(AttachmentIntent intent) {
    return scheduled.contains(intent);
  }
}
