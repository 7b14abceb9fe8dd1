package com.paidhr.messenger.webhooks.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.UserEvent;
import com.paidhr.messenger.streams.UserEvents;
import com.paidhr.messenger.webhooks.application.Turn.End;
import com.paidhr.messenger.webhooks.domain.Keys;
import com.paidhr.messenger.webhooks.domain.Letter;
import com.paidhr.messenger.webhooks.domain.Progress;
import com.paidhr.messenger.webhooks.domain.RetryRules;
import com.paidhr.messenger.webhooks.domain.Sent;
import com.paidhr.messenger.webhooks.domain.Sent.Result;
import com.paidhr.messenger.webhooks.domain.Target;
import com.paidhr.messenger.webhooks.domain.Webhook;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UserId ANN = new UserId("ann");
  private static final ConversationId ROOM = new ConversationId("room");
  private static final RetryRules RULES =
      new RetryRules(
          2,
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofHours(1));

  private final Inbox inbox = new Inbox();
  private final List<String> posted = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<Letter> letters = new ArrayList<>();
  private Predicate<String> isTaken = body -> true;
  private boolean isStopping;
  private long nanos = Long.MAX_VALUE - 10; // such a clock may overflow

  /** Events of one user, numbered from 1. */
  private static final class Inbox implements UserEvents {
    private final List<UserEvent> events = new ArrayList<>();

    void add(int entry, String type, boolean isLast) {
      InboxEntry of =
          new InboxEntry(entry + "-0", InboxEntry.Type.MESSAGE, ROOM, entry, entry, 0, null);
      events.add(new UserEvent(type, isLast ? at(entry) : null, of, type + " " + entry));
    }

    static InboxCursor at(int entry) {
      return new InboxCursor("life", entry + "-0");
    }

    @Override
    public InboxCursor head(UserId user) {
      return at(events.size());
    }

    @Override
    public Told behind(UserId user, InboxCursor cursor, int limit) {
      int from = Integer.parseInt(cursor.entry().replace("-0", ""));
      List<UserEvent> rest =
          events.stream()
              .filter(event -> event.entry() != null && event.entry().seq() > from)
              .toList();
      return new Told(rest, rest.isEmpty() ? cursor : at(9), false);
    }

    @Override
    public List<UserEvent> of(UserId user, InboxCursor at, InboxEntry entry) {
      return List.of();
    }

    @Override
    public UserEvent missing(UserId user, InboxCursor cursor, InboxCursor head) {
      return new UserEvent("gap", head, null, "gap");
    }

    @Override
    public void listen(UserId user, Runnable heard) {}

    @Override
    public void forget(UserId user) {}
  }

  private static Webhook webhook(Progress progress, String... types) {
    Target target = new Target(URI.create("https://example.org/"), Set.of(types), Set.of());
    return new Webhook("hook", ANN, target, Keys.fresh(), true, NOW, null, progress);
  }

  private Turn turn(@Nullable Progress progress, String... types) {
    Turn.Tools tools =
        new Turn.Tools(
            inbox,
            (webhook, id, body) -> post(id, body),
            RULES,
            letters::add,
            () -> isStopping,
            () -> isStopping,
            () -> nanos,
            Clock.fixed(NOW, ZoneOffset.UTC));
    return new Turn(
        tools, webhook(progress == null ? Progress.from(Inbox.at(0)) : progress, types));
  }

  private Sent post(String id, String body) {
    posted.add(body);
    ids.add(id);
    boolean taken = isTaken.test(body);
    return new Sent(
        taken ? Result.DELIVERED : Result.REFUSED,
        taken ? 200 : 500,
        Duration.ZERO,
        Duration.ZERO,
        "");
  }

  @Test
  void postsInOrderAndGoesPastWhatItTold() {
    inbox.add(1, "message.created", true);
    inbox.add(2, "message.created", true);
    Turn turn = turn(null);

    assertThat(turn.page()).isEqualTo(End.ALL_DONE);

    assertThat(posted).containsExactly("message.created 1", "message.created 2");
    assertThat(turn.progress().cursor()).isEqualTo(Inbox.at(9));
    assertThat(turn.progress().deliveredAt()).isEqualTo(NOW);
  }

  @Test
  void staysBeforeWhatFails() {
    inbox.add(1, "message.created", true);
    inbox.add(2, "message.created", true);
    isTaken = body -> !body.endsWith("2");
    Turn turn = turn(null);

    assertThat(turn.page()).isEqualTo(End.LATER);

    Progress progress = turn.progress();
    assertThat(progress.cursor()).isEqualTo(Inbox.at(1));
    assertThat(progress.isDue(NOW)).isFalse();
    assertThat(letters).isEmpty();

    isTaken = body -> true;
    Turn next = turn(progress);
    assertThat(next.page()).isEqualTo(End.ALL_DONE);
    assertThat(ids.get(1)).isEqualTo(ids.get(2)).doesNotContain(".");
    assertThat(next.progress().tries().failingSince()).isNull();
  }

  @Test
  void buriesWhatIsSpentAndGoesOn() {
    inbox.add(1, "message.created", true);
    inbox.add(2, "message.created", true);
    isTaken = body -> !body.endsWith("1");
    Turn first = turn(null);
    first.page();
    Turn second = turn(first.progress());

    assertThat(second.page()).isEqualTo(End.ALL_DONE);

    assertThat(posted)
        .containsExactly("message.created 1", "message.created 1", "message.created 2");
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().id()).isEqualTo(ids.getFirst());
    assertThat(letters.getFirst().attempts()).isEqualTo(2);
    assertThat(letters.getFirst().error()).isEqualTo("answered 500");
  }

  /** A message of the system is two events of one entry. */
  @Test
  void repeatsNothingOfAnEntryThatWasToldInPart() {
    inbox.add(1, "member.joined", false);
    inbox.add(1, "message.created", true);
    isTaken = body -> body.startsWith("member");
    Turn first = turn(null);
    first.page();
    assertThat(first.progress().cursor()).isEqualTo(Inbox.at(0));

    isTaken = body -> true;
    turn(first.progress()).page();

    assertThat(posted).containsExactly("member.joined 1", "message.created 1", "message.created 1");
    assertThat(ids.get(0)).isNotEqualTo(ids.get(1));
  }

  @Test
  void givesUpAnEntryInPartWithoutEnd() {
    inbox.add(1, "member.joined", false);
    inbox.add(1, "message.created", true);
    isTaken = body -> false;
    Progress progress = Progress.from(Inbox.at(0));
    for (int i = 0; i < 4; i++) {
      Turn turn = turn(progress);
      turn.page();
      progress = turn.progress();
    }

    assertThat(letters)
        .extracting(Letter::type)
        .containsExactly("member.joined", "message.created");
  }

  @Test
  void leavesOutWhatIsNotAskedFor() {
    inbox.add(1, "message.created", true);
    inbox.add(2, "message.read", true);
    inbox.add(3, "gap", true);

    assertThat(turn(null, "message.read").page()).isEqualTo(End.ALL_DONE);

    assertThat(posted).containsExactly("message.read 2", "gap 3");
  }

  @Test
  void leavesOutOtherConversations() {
    inbox.add(1, "message.created", true);
    ConversationId other = new ConversationId("other");
    for (Set<ConversationId> asked : List.of(Set.of(other), Set.of(other, ROOM))) {
      Target target = new Target(URI.create("https://example.org/"), Set.of(), asked);

      assertThat(target.wants(inbox.events.getFirst())).isEqualTo(asked.contains(ROOM));
      assertThat(target.wants(inbox.missing(ANN, Inbox.at(0), Inbox.at(1)))).isTrue();
    }
  }

  /** A right that is lost meanwhile counts from the next reading on. */
  @Test
  void postsNothingThatWasReadLongerThanASecondAgo() {
    inbox.add(1, "message.created", true);
    inbox.add(2, "message.created", true);
    inbox.add(3, "message.created", true);
    isTaken =
        body -> {
          nanos += 600_000_000;
          return true;
        };
    Turn turn = turn(null);

    assertThat(turn.page()).isEqualTo(End.MORE);

    assertThat(posted).containsExactly("message.created 1", "message.created 2");
    inbox.events.clear();
    assertThat(turn.page()).isEqualTo(End.ALL_DONE);
    assertThat(posted).hasSize(2);
  }

  @Test
  void countsNoFailureOfANodeThatStops() {
    inbox.add(1, "message.created", true);
    isTaken =
        body -> {
          isStopping = true;
          return false;
        };
    Turn turn = turn(null);

    assertThat(turn.page()).isEqualTo(End.MORE);

    assertThat(turn.progress()).isEqualTo(Progress.from(Inbox.at(0)));
  }
}
