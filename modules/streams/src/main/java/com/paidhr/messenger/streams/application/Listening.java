package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;

/** Listens to a user's signals as long as somebody here has a reason to. */
@ApplicationScoped
public class Listening {
  private final SignalSource signals;
  private final ConcurrentHashMap<UserId, Integer> reasons = new ConcurrentHashMap<>();

  @Inject
  Listening(SignalSource signals) {
    this.signals = signals;
  }

  void begin(UserId user) {
    reasons.compute(
        user,
        (key, known) -> {
          if (known == null) {
            signals.listen(user);
          }
          return known == null ? 1 : known + 1;
        });
  }

  void end(UserId user) {
    reasons.computeIfPresent(
        user,
        (key, known) -> {
          if (known == 1) {
            signals.forget(user);
          }
          return known == 1 ? null : known - 1;
        });
  }
}
