package com.paidhr.messenger.streams.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.streams.domain.StreamEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntriesTest {

  private static InboxCursor at(String entry) {
    return new InboxCursor("life", entry);
  }

  private static StreamEvent event(String type, @Nullable InboxCursor cursor) {
    return new StreamEvent(type, cursor, new byte[0], true);
  }

  @Test
  void ordersByTimeAndThenByNumber() {
    assertThat(Entries.isAfter(at("10-0"), at("9-5"))).isTrue();
    assertThat(Entries.isAfter(at("9-10"), at("9-9"))).isTrue();
    assertThat(Entries.isAfter(at("9-9"), at("9-9"))).isFalse();
    assertThat(Entries.isAfter(at("9-9"), at("10-0"))).isFalse();
  }

  @Test
  void keepsAReportWithTheMessageThatItBelongsTo() {
    List<StreamEvent> events =
        List.of(
            event("member.joined", null),
            event("message.created", at("1-0")),
            event("member.left", null),
            event("message.created", at("2-0")));

    assertThat(Entries.behind(events, at("1-0")))
        .extracting(StreamEvent::type)
        .containsExactly("member.left", "message.created");
    assertThat(Entries.behind(events, at("0-0"))).hasSize(4);
    assertThat(Entries.behind(events, at("2-0"))).isEmpty();
  }
}
