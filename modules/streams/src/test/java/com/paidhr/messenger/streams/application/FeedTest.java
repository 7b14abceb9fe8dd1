package com.paidhr.messenger.streams.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.StreamEvent;
import com.paidhr.messenger.streams.domain.StreamSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final UserId ANN = new UserId("ann");

  private final Feed feed = new Feed(ANN);
  private final StreamClient behind = client();
  private final StreamClient ahead = client();

  FeedTest() {
    assertThat(feed.join(behind, at("life", 5))).isTrue();
    assertThat(feed.join(ahead, at("life", 9))).isTrue();
  }

  private StreamClient client() {
    StreamClient client =
        new StreamClient(
            new Visitor(ANN, null, "token", Instant.MAX, true), StreamSettings.STANDARD);
    feed.admit(client, 2);
    return client;
  }

  private static InboxCursor at(String life, int entry) {
    return new InboxCursor(life, entry + "-0");
  }

  private static StreamEvent event(InboxCursor cursor) {
    return new StreamEvent("message.created", cursor, new byte[0], true);
  }

  private static List<InboxCursor> told(StreamClient client) throws InterruptedException {
    return client.queue().next(Duration.ZERO).events().stream().map(StreamEvent::cursor).toList();
  }

  @Test
  void tellsAClientThatIsAheadOnlyWhatItDoesNotKnow() throws InterruptedException {
    feed.deliver(
        at("life", 5),
        List.of(event(at("life", 7)), event(at("life", 9)), event(at("life", 10))),
        at("life", 10));

    assertThat(told(behind)).containsExactly(at("life", 7), at("life", 9), at("life", 10));
    assertThat(told(ahead)).containsExactly(at("life", 10));
  }

  @Test
  void tellsEverybodyThatAnotherLifeOfTheInboxHasBegun() throws InterruptedException {
    InboxCursor begun = at("another life", 0);

    feed.deliver(at("life", 5), List.of(event(begun)), begun);

    assertThat(told(behind)).containsExactly(begun);
    assertThat(told(ahead)).containsExactly(begun);
  }
}
