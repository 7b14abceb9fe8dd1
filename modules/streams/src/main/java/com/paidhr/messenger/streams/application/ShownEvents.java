package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.UserEvent;
import com.paidhr.messenger.streams.UserEvents;
import com.paidhr.messenger.streams.domain.StreamEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the events of a user to readers that are no clients of streams. */
@ApplicationScoped
public class ShownEvents implements UserEvents {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final InboxReader inboxes;
  private final EntryRenderer renderer;
  private final GapNotes gaps;
  private final OtherReaders readers;

  @Inject
  ShownEvents(InboxReader inboxes, EntryRenderer renderer, GapNotes gaps, OtherReaders readers) {
    this.inboxes = inboxes;
    this.renderer = renderer;
    this.gaps = gaps;
    this.readers = readers;
  }

  @Override
  public InboxCursor head(UserId user) {
    return entriesOf(inboxes.open(List.of(user)).get(user)).next();
  }

  @Override
  public Told behind(UserId user, InboxCursor cursor, int limit) {
    Answer answer = inboxes.read(Map.of(user, cursor), limit).get(user);
    if (answer instanceof Answer.Gap) {
      InboxCursor head = head(user);
      return new Told(List.of(missing(user, cursor, head)), head, false);
    }
    Answer.Entries entries = entriesOf(answer);
    return new Told(shown(user, entries), entries.next(), entries.hasMore());
  }

  @Override
  public List<UserEvent> of(UserId user, InboxCursor at, InboxEntry entry) {
    return shown(user, new Answer.Entries(List.of(entry), at.at(entry.id()), false));
  }

  private List<UserEvent> shown(UserId user, Answer.Entries entries) {
    Map<String, InboxEntry> byId =
        entries.entries().stream()
            .collect(Collectors.toMap(InboxEntry::id, Function.identity(), (one, _) -> one));
    List<StreamEvent> told = renderer.render(Map.of(user, entries)).getOrDefault(user, List.of());
    List<UserEvent> shown = new ArrayList<>(told.size());
    InboxEntry following = null;
    for (StreamEvent event : told.reversed()) {
      InboxCursor cursor = event.cursor();
      following = cursor == null ? following : byId.get(cursor.entry());
      shown.addFirst(shown(event, following));
    }
    return shown;
  }

  private static UserEvent shown(StreamEvent event, @Nullable InboxEntry entry) {
    String json = new String(event.json(), StandardCharsets.UTF_8);
    return new UserEvent(event.type(), event.cursor(), entry, json);
  }

  @Override
  public UserEvent missing(UserId user, InboxCursor cursor, InboxCursor head) {
    Answer.Gap gap = new Answer.Gap(reason(cursor, head), head);
    return shown(gaps.all(user, cursor, gap), null);
  }

  private static InboxReader.Reason reason(InboxCursor cursor, InboxCursor head) {
    return cursor.generation().equals(head.generation())
        ? InboxReader.Reason.TRIMMED
        : InboxReader.Reason.UNKNOWN;
  }

  @Override
  public void listen(UserId user, Runnable heard) {
    readers.add(user, heard);
  }

  @Override
  public void forget(UserId user) {
    readers.remove(user);
  }

  private static Answer.Entries entriesOf(@Nullable Answer answer) {
    if (answer instanceof Answer.Entries entries) {
      return entries;
    }
    throw DomainException.unavailable("The inbox does not answer", SOON, null);
  }
}
