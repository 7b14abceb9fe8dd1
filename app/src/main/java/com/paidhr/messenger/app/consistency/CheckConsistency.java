package com.paidhr.messenger.app.consistency;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Walks through the store, one bounded piece at a call. */
@ApplicationScoped
public class CheckConsistency {
  private final StoredState state;

  @Inject
  CheckConsistency(StoredState state) {
    this.state = state;
  }

  /** All conversations, then dead letters, then files. */
  public Report all(Place from, Walk walk) {
    Place place = from;
    do {
      place = state.step(place, walk);
    } while (place != null && walk.goesOn());
    return walk.endingAt(place);
  }

  /**
   * The same with one conversation only.
   *
   * @param from where to go on, or null at the start
   * @throws DomainException with status 404 when there is none
   */
  public Report one(ConversationId conversation, @Nullable Place from, Walk walk) {
    if (!state.exists(conversation)) {
      throw DomainException.notFound("conversation", conversation.value());
    }
    Place place = from == null ? Place.beginning(conversation.value()) : from;
    if (!place.id().equals(conversation.value())) {
      throw DomainException.badParameter("cursor", "cursor is of another conversation");
    }
    do {
      place = state.step(place, walk);
      if (place == null || place.seq() == Place.DONE_WITH_IT) {
        return walk.endingAt(null);
      }
    } while (walk.goesOn());
    return walk.endingAt(place);
  }
}
