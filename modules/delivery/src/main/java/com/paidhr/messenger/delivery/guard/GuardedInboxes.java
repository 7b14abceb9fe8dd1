package com.paidhr.messenger.delivery.guard;

import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The inboxes as all of delivery uses them: every command goes through {@link InboxTransport}, and
 * what that says about its breaker is noted.
 */
@ApplicationScoped
public class GuardedInboxes implements Inboxes {
  private final InboxTransport transport;
  private final Breakers breakers;

  @Inject
  GuardedInboxes(InboxTransport transport, Breakers breakers) {
    this.transport = transport;
    this.breakers = breakers;
  }

  @Override
  public List<Appended> append(List<Append> lanes) {
    return guarded(inboxes -> inboxes.append(lanes));
  }

  @Override
  public Map<Job.Lane, Long> cursors(Collection<Job.Lane> lanes) {
    return guarded(inboxes -> inboxes.cursors(lanes));
  }

  @Override
  public boolean skip(Job.Lane lane, long since, MessageId message) {
    return guarded(inboxes -> inboxes.skip(lane, since, message));
  }

  @Override
  public boolean shows(UserId user, MessageId message) {
    return guarded(inboxes -> inboxes.shows(user, message));
  }

  @Override
  public boolean recover(UserId user, MessageId message) {
    return guarded(inboxes -> inboxes.recover(user, message));
  }

  @Override
  public void tell(Collection<InboxChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    List<InboxChange> all = List.copyOf(changes);
    boolean told =
        guarded(inboxes -> {
          inboxes.tell(all);
          return true;
        });
    assert told;
  }

  private <T> T guarded(Function<Inboxes, T> command) {
    return breakers.inboxes().watch(() -> transport.send(command));
  }
}
