package com.paidhr.messenger.embeddedstore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldChoiceTest {
  private static final Document STORED =
      new Document("_id", 1).append("name", "Ann").append("age", 7).append("words", "many");

  static Stream<Arguments> choices() {
    return Stream.of(
        arguments(new Document("name", 1), Set.of("_id", "name")),
        arguments(new Document("name", true).append("age", 1), Set.of("_id", "name", "age")),
        arguments(new Document("_id", 0).append("name", 1), Set.of("name")),
        arguments(new Document("name", 1).append("_id", 0), Set.of("name")),
        arguments(new Document("_id", 1), Set.of("_id")),
        arguments(new Document("words", 0), Set.of("_id", "name", "age")),
        arguments(new Document("words", false).append("age", 0.0), Set.of("_id", "name")),
        arguments(new Document("_id", 0), Set.of("name", "age", "words")),
        arguments(new Document("_id", 0).append("age", 0), Set.of("name", "words")),
        arguments(new Document("_id", 1).append("age", 0), Set.of("_id", "name", "words")));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void showsWhatIsChosenWhateverTheFilterReads(Document projection, Set<String> shown) {
    for (Set<String> forFilter : List.of(Set.<String>of(), Set.of("_id", "age"))) {
      FieldChoice choice = requireNonNull(FieldChoice.of(projection));
      Predicate<String> wanted = choice.toRead(forFilter);

      Document read = BsonFrames.decode(BsonFrames.encode(STORED).array(), wanted);
      assertThat(read.keySet()).containsAll(shown).containsAll(forFilter);
      choice.applyTo(read);

      assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(shown);
    }
  }

  @Test
  void leavesToOthersWhatIsMoreThanAChoice() {
    assertThat(
            Stream.of(
                new Document(),
                new Document("a.b", 1),
                new Document("a", new Document("$slice", 1)),
                new Document("a", "$b"),
                new Document("a", 1).append("b", 0)))
        .allMatch(projection -> FieldChoice.of(projection) == null);
    assertThat(FieldChoice.of(null)).isNull();
  }
}
