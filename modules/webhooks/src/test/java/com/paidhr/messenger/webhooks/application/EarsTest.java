package com.paidhr.messenger.webhooks.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.UserEvent;
import com.paidhr.messenger.streams.UserEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EarsTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");

  private final Signals signals = new Signals();
  private final List<String> ready = new ArrayList<>();
  private final Ears ears = new Ears(signals, ready::add);

  /** Who is listened for. */
  private static final class Signals implements UserEvents {
    private final Map<UserId, Runnable> heard = new HashMap<>();

    @Override
    public InboxCursor head(UserId user) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Told behind(UserId user, InboxCursor cursor, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<UserEvent> of(UserId user, InboxCursor at, InboxEntry entry) {
      throw new UnsupportedOperationException();
    }

    @Override
    public UserEvent missing(UserId user, InboxCursor cursor, InboxCursor head) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void listen(UserId user, Runnable action) {
      heard.put(user, action);
    }

    @Override
    public void forget(UserId user) {
      heard.remove(user);
    }
  }

  private void signal(UserId user) {
    Runnable action = signals.heard.get(user);
    if (action != null) {
      action.run();
    }
  }

  @Test
  void tellsAllWebhooksOfWhoWasSignalled() {
    ears.keep(Map.of(ANN, Set.of("one", "two"), BOB, Set.of("three")));

    signal(ANN);

    assertThat(ready).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void forgetsWhatIsGone() {
    ears.keep(Map.of(ANN, Set.of("one", "two"), BOB, Set.of("three")));
    ears.keep(Map.of(ANN, Set.of("two")));

    signal(ANN);
    signal(BOB);

    assertThat(ready).containsExactly("two");
    assertThat(signals.heard).containsOnlyKeys(ANN);
  }

  @Test
  void keepsWhatIsAddedDuringALook() {
    ears.beginLook();
    ears.add(ANN, "new");
    ears.keep(Map.of());
    signal(ANN);
    assertThat(ready).containsExactly("new");

    ears.beginLook();
    ears.keep(Map.of());
    signal(ANN);
    assertThat(ready).containsExactly("new");
  }
}
