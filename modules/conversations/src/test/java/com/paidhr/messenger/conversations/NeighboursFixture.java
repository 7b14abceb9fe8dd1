package com.paidhr.messenger.conversations;

import com.paidhr.messenger.conversations.memory.MemoryLog;
import com.paidhr.messenger.conversations.memory.MemoryPreviews;
import com.paidhr.messenger.conversations.memory.MemoryUsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What other modules provide to this one, and what they hear from it. */
@ApplicationScoped
public class NeighboursFixture {
  private final List<Object> heard = new CopyOnWriteArrayList<>();

  @Produces
  @Singleton
  MemoryUsers users() {
    return new MemoryUsers();
  }

  @Produces
  @Singleton
  MemoryLog log() {
    return new MemoryLog();
  }

  @Produces
  @Singleton
  MemoryPreviews previews(MemoryLog log) {
    return new MemoryPreviews(log);
  }

  void on(@Observes ConversationCreated event) {
    heard.add(event);
  }

  /** Everything that was fired. */
  public List<Object> heard() {
    return heard;
  }
}
