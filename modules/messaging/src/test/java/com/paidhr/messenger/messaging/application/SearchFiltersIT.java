package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.domain.SearchIndex.Filter;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.SearchQuery;
import com.paidhr.messenger.testsupport.SettableClock;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each filter of a search alone, with words that lead to the messages and without. */
class SearchFiltersIT {
  private static final long SYSTEM = 3;
  private static final Instant START = Instant.parse("2030-06-01T09:00:00Z");

  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final SettableClock clock = new SettableClock(START.toString());
  private final Node node = new Node(database, clock, new Node.Heard());

  /** Ann at 0, Bob with a file at 1, something that happened by Ann at 2, Ann with a file at 3. */
  @BeforeEach
  void write() {
    node.send(ANN, "something");
    clock.advance(Duration.ofMinutes(1));
    file(BOB, "something", "annual");
    clock.advance(Duration.ofMinutes(1));
    node.sequencer.append(Drafts.system("joined"));
    clock.advance(Duration.ofMinutes(1));
    file(ANN, "something else", "quarterly_report");
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void file(UserId sender, String body, String file) {
    node.send.send(new NewMessage(ROOM, sender, body, List.of(new MediaId(file)), null, null));
  }

  private static Instant minute(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  private List<Long> find(
      String words,
      @Nullable UserId sender,
      @Nullable MessageKind kind,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Boolean file) {
    SearchQuery query = words.isEmpty() ? SearchQuery.ANY : SearchQuery.of(words);
    Filter filter = new Filter(query, sender, kind, from, to, file);
    return node.search.search(BOB, ROOM, filter, PageRequest.of(null, null)).items().stream()
        .map(hit -> hit.message().seq())
        .toList();
  }

  /** Those of the places that words lead to: a SYSTEM message has none that are searched. */
  private static List<Long> having(String words, Long... seqs) {
    return Stream.of(seqs).filter(seq -> words.isEmpty() || seq != SYSTEM).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "something ", "some"})
  void findsBySender(String words) {
    assertThat(find(words, BOB, null, null, null, null)).isEqualTo(having(words, 2L));
    assertThat(find(words, ANN, null, null, null, null)).isEqualTo(having(words, 4L, SYSTEM, 1L));
    assertThat(find(words, new UserId("nobody"), null, null, null, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "something ", "some"})
  void findsByKind(String words) {
    assertThat(find(words, null, MessageKind.SYSTEM, null, null, null))
        .isEqualTo(having(words, SYSTEM));
    assertThat(find(words, null, MessageKind.TEXT, null, null, null)).contains(1L);
    assertThat(find(words, null, MessageKind.TEXT, null, null, null)).doesNotContain(SYSTEM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "something ", "some"})
  void findsByTimeFromTheFirstOnAndBeforeTheLast(String words) {
    assertThat(find(words, null, null, minute(1), null, null))
        .isEqualTo(having(words, 4L, SYSTEM, 2L));
    assertThat(find(words, null, null, minute(1).plusMillis(1), null, null))
        .isEqualTo(having(words, 4L, SYSTEM));
    assertThat(find(words, null, null, null, minute(1), null)).isEqualTo(having(words, 1L));
    assertThat(find(words, null, null, null, minute(1).plusMillis(1), null))
        .isEqualTo(having(words, 2L, 1L));
    assertThat(find(words, null, null, minute(1), minute(3), null))
        .isEqualTo(having(words, SYSTEM, 2L));
    assertThat(find(words, null, null, minute(2), minute(2), null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "something ", "some"})
  void findsByFiles(String words) {
    assertThat(find(words, null, null, null, null, true)).isEqualTo(having(words, 4L, 2L));
    assertThat(find(words, null, null, null, null, false)).isEqualTo(having(words, SYSTEM, 1L));
    assertThat(find(words, ANN, null, minute(1), null, true)).isEqualTo(having(words, 4L));
  }

  @Test
  void findsWhatStandsTogetherInTheNameOfAFileButNotAcrossNames() {
    file(ANN, "see here", "Lessons-from-launch");

    assertThat(find("\"lessons from\"", null, null, null, null, null)).containsExactly(5L);
    assertThat(find("\"here lessons\"", null, null, null, null, null)).isEmpty();
    assertThat(find("\"from lessons\"", null, null, null, null, null)).isEmpty();
  }
}
