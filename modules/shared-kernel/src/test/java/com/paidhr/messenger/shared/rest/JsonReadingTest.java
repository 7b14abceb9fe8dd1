package com.paidhr.messenger.shared.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.budget.BudgetSettings;
import com.paidhr.messenger.shared.budget.Client;
import com.paidhr.messenger.shared.budget.Holding;
import com.paidhr.messenger.shared.budget.MemoryBudget;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of JSON bodies, good and bad, from the bytes to the problem details. */
class JsonReadingTest {
  private static final int LIMIT = 2_000;

  enum Color {
    RED,
    BLUE
  }

  record Inner(@Nullable Integer count, List<MediaId> media) {}

  record Body(
      @Nullable String text,
      @Nullable Integer number,
      long required,
      @Nullable Double fraction,
      @Nullable Boolean flag,
      @Nullable Color color,
      @Nullable Instant at,
      @Nullable UserId user,
      @Nullable MessageId message,
      @Nullable List<String> list,
      @Nullable Inner inner) {}

  private final JsonBodyReader reader =
      new JsonBodyReader(JsonMapping.mapper(), new HttpSettings(LIMIT, 0, Set.of()));
  private final ProblemMapper mapper = new ProblemMapper();

  private @Nullable Object read(byte[] bytes) throws IOException {
    @SuppressWarnings("unchecked")
    Class<Object> type = (Class<Object>) (Class<?>) Body.class;
    return reader.readFrom(
        type,
        (Type) Body.class,
        new Annotation[0],
        MediaType.APPLICATION_JSON_TYPE,
        new MultivaluedHashMap<>(),
        new ByteArrayInputStream(bytes));
  }

  private @Nullable Body read(String text) throws IOException {
    return (Body) read(text.getBytes(StandardCharsets.UTF_8));
  }

  private ProblemDetails problem(byte[] bytes) {
    Throwable failure = catchThrowable(() -> read(bytes));
    assertThat(failure).isNotNull();
    try (Response answer = mapper.toResponse(failure)) {
      return (ProblemDetails) answer.getEntity();
    }
  }

  private ProblemDetails problem(String text) {
    return problem(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsEveryKindOfField() throws IOException {
    Body body =
        read(
            """
            {"text": "a\\ud83d\\ude00", "number": 1, "required": 9007199254740993, "fraction": 1,
             "flag": true, "color": "RED", "at": "2026-01-01T12:00:00+02:00", "user": "u1",
             "message": "c.1", "list": ["x"], "inner": {"media": ["m1", "m2"]}}
            """);

    assertThat(body)
        .isEqualTo(
            new Body(
                "a😀",
                1,
                9007199254740993L,
                1.0,
                true,
                Color.RED,
                Instant.parse("2026-01-01T10:00:00Z"),
                new UserId("u1"),
                MessageId.fromString("c.1"),
                List.of("x"),
                new Inner(null, List.of(new MediaId("m1"), new MediaId("m2")))));
  }

  @Test
  void readsNothingAsNothing() throws IOException {
    assertThat(read("")).isNull();
    assertThat(read("null")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"text\":",
        "{\"text\": \"a",
        "{'text': 1}",
        "{\"text\": \"a\"} x",
        "{} {}",
        "{\"number\": 01}",
        "{\"number\": NaN}",
        "{\"text\": \"a\u0000\"}",
        "// no\n{}",
        "\uFEFF\uFEFF{}",
        " ",
        "{\"required\": 1, \"required\": 1}"
      })
  void refusesWhatIsNotJson(String text) {
    ProblemDetails problem = problem(text);

    assertThat(problem.type()).isEqualTo("/problems/malformed-request");
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail()).doesNotContain("com.", "java.", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"required\": 1, \"nonsense\": 1}|/nonsense",
        "{\"required\": 1, \"a/b~c\": 1}|/a~1b~0c",
        "{\"required\": 1, \"inner\": {\"media\": [], \"x\": 1}}|/inner/x",
        "{\"required\": 1, \"text\": 1}|/text",
        "{\"required\": 1, \"text\": true}|/text",
        "{\"required\": 1, \"text\": {}}|/text",
        "{\"required\": 1, \"text\": []}|/text",
        "{\"required\": 1, \"text\": \"\\ud800\"}|/text",
        "{\"required\": 1, \"text\": \"\\udc00\\ud800\"}|/text",
        "{\"required\": 1, \"number\": \"1\"}|/number",
        "{\"required\": 1, \"number\": \"\"}|/number",
        "{\"required\": 1, \"number\": 1.5}|/number",
        "{\"required\": 1, \"number\": 1e2}|/number",
        "{\"required\": 1, \"number\": true}|/number",
        "{\"required\": 1, \"number\": 99999999999}|/number",
        "{\"required\": null}|/required",
        "{\"required\": 99999999999999999999999}|/required",
        "{\"required\": 1, \"fraction\": \"1\"}|/fraction",
        "{\"required\": 1, \"flag\": \"true\"}|/flag",
        "{\"required\": 1, \"flag\": 1}|/flag",
        "{\"required\": 1, \"color\": \"GREEN\"}|/color",
        "{\"required\": 1, \"color\": \"\"}|/color",
        "{\"required\": 1, \"color\": 0}|/color",
        "{\"required\": 1, \"at\": 1}|/at",
        "{\"required\": 1, \"at\": \"yesterday\"}|/at",
        "{\"required\": 1, \"at\": \"\"}|/at",
        "{\"required\": 1, \"at\": \"2026-01-01T12:00:00\"}|/at",
        "{\"required\": 1, \"user\": 1}|/user",
        "{\"required\": 1, \"user\": {}}|/user",
        "{\"required\": 1, \"user\": {\"value\": \"u\"}}|/user",
        "{\"required\": 1, \"list\": \"x\"}|/list",
        "{\"required\": 1, \"list\": {}}|/list",
        "{\"required\": 1, \"list\": [\"x\", 1]}|/list/1",
        "{\"required\": 1, \"inner\": []}|/inner",
        "{\"required\": 1, \"inner\": \"\"}|/inner",
        "{\"required\": 1, \"inner\": {\"media\": [\"m\", 3]}}|/inner/media/1",
        "[]|''",
        "\"x\"|''",
        "1|''",
      })
  void namesTheFieldOfAnotherShape(String text, String pointer) {
    ProblemDetails problem = problem(text);

    assertThat(problem.type()).isEqualTo("/problems/malformed-request");
    assertThat(problem.errors()).hasSize(1);
    assertThat(problem.errors().getFirst().pointer()).isEqualTo(pointer);
    assertThat(problem.errors().getFirst().detail()).doesNotContain("com.", "java.", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"required\": 1, \"user\": \"\"}|/user",
        "{\"required\": 1, \"user\": \"a b\"}|/user",
        "{\"required\": 1, \"message\": \"c.0\"}|/message",
        "{\"required\": 1, \"inner\": {\"media\": [\"m\", \"?\"]}}|/inner/media/1",
      })
  void namesTheIdThatCannotBe(String text, String pointer) {
    ProblemDetails problem = problem(text);

    assertThat(problem.type()).isEqualTo("/problems/invalid-content");
    assertThat(problem.errors()).hasSize(1);
    assertThat(problem.errors().getFirst().pointer()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7b2274657874223a22ff227d", // a byte that UTF-8 never has
        "7b2274657874223a22c0af227d", // an overlong slash
        "7b2274657874223a22eda080227d", // a surrogate
        "7b2274657874223a22f4908080227d", // beyond the last code point
        "7b2274657874223a22e28222227d", // cut in the middle of a character
        "fffe7b007d00", // UTF-16
      })
  void refusesWhatIsNotUtf8(String hex) {
    ProblemDetails problem = problem(HexFormat.of().parseHex(hex));

    assertThat(problem.type()).isEqualTo("/problems/malformed-request");
  }

  @Test
  void refusesDeepNesting() {
    ProblemDetails problem = problem("{\"inner\":".repeat(100) + "{}" + "}".repeat(100));

    assertThat(problem.type()).isEqualTo("/problems/malformed-request");
    assertThat(problem.detail()).startsWith("The body is nested too deeply");
    assertThat(problem("[".repeat(1_900)).type()).isEqualTo("/problems/malformed-request");
  }

  @Test
  void refusesALongBodyWhole() throws IOException {
    String frame = "{\"required\": 1, \"text\": \"\"}";
    String longest = frame.replace("\"\"", "\"" + "x".repeat(LIMIT - frame.length()) + "\"");

    assertThat(read(longest)).isNotNull();
    assertThat(problem(longest + " ").type()).isEqualTo("/problems/body-too-large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"required\": 1, \"required\": 1}|The body gives a field twice: line 1, column 27",
        "{\"inner\": {\"count\": 1, \"count\": 2}}|The body gives a field twice: line 1, column 31",
        "{\"required\": 1,, }|The body is not valid JSON: line 1, column 16",
        "{\"inner\": {\"count\": |The body is not valid JSON: line 1, column 20",
        "{\"number\": 99999999999}|The number is too large",
        "{\"number\": 1.5}|Must be a whole number",
        "{\"number\": \"1\"}|Must be a whole number",
        "{\"fraction\": \"1\"}|Must be a number",
        "{\"user\": 1}|Must be a string",
        "{\"message\": 1}|Must be a string",
        "{\"user\": \"a b\"}|This cannot be an id",
        "{\"inner\": \"x\"}|Must be an object",
        "[]|Must be an object",
        "\"x\"|Must be an object",
        "{\"list\": 1}|Must be a list",
      })
  void saysWhereAndWhatTheFaultIs(String text, String detail) {
    assertThat(problem(text).detail()).isEqualTo(detail);
  }

  @Test
  void doesNotRepeatALongFieldName() {
    ProblemDetails problem = problem("{\"" + "x".repeat(1_500) + "\": 1}");

    assertThat(problem.detail()).hasSizeLessThan(300);
    assertThat(problem.errors().getFirst().pointer()).hasSizeLessThan(300);
  }

  @Test
  void refusesEveryCutOfAGoodBody() {
    String whole = "{\"text\": \"aé😀\", \"required\": 1, \"inner\": {\"media\": [\"m\"]}}";
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);

    String accepted =
        IntStream.range(1, bytes.length)
            .filter(length -> problem(Arrays.copyOf(bytes, length)).status() != 400)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));

    assertThat(accepted).isEmpty();
  }

  record Bounded(@Schema(maxItems = 3) List<String> few, @Nullable List<Integer> standard) {}

  private static ProblemDetails problemOf(String json) {
    Throwable failure = catchThrowable(() -> JsonMapping.mapper().readValue(json, Bounded.class));
    assertThat(failure).isInstanceOf(JsonProcessingException.class);
    DomainException refusal = JsonProblems.explain((JsonProcessingException) failure);
    try (Response answer = ProblemDetails.answer(refusal, null)) {
      return (ProblemDetails) answer.getEntity();
    }
  }

  @Test // #15
  void stopsReadingAListAtTheFirstEntryTooMany() throws IOException {
    assertThat(JsonMapping.mapper().readValue("{\"few\":[\"a\",null,\"c\"]}", Bounded.class))
        .isEqualTo(new Bounded(Arrays.asList("a", null, "c"), null));

    ProblemDetails tooMany =
        problemOf("{\"few\":[\"a\",\"b\",\"c\",\"d\", it need not even be JSON");
    assertThat(tooMany.status()).isEqualTo(422);
    assertThat(tooMany.errors().getFirst().pointer()).isEqualTo("/few");
    assertThat(tooMany.errors().getFirst().detail()).isEqualTo("At most 3 entries are allowed");

    String thousandOne = "1,".repeat(1_000) + "1";
    assertThat(
            problemOf("{\"few\":[],\"standard\":[" + thousandOne + "]}")
                .errors()
                .getFirst()
                .pointer())
        .isEqualTo("/standard");
  }

  @Test // #15
  void chargesForABodyWhileItIsReadAndParsed() {
    MemoryBudget budget =
        new MemoryBudget(new BudgetSettings(10_000, 10_000, 10_000, Duration.ZERO));
    try (Holding holding = budget.open("here", Client.PROMPT)) {
      holding.serve(() -> {
        assertThat(problem("{\"required\":1,\"text\":\"" + "x".repeat(1_900) + "\"}").status())
            .isEqualTo(503);
        assertThat(catchThrowable(() -> read("{\"required\":1,\"text\":\"short\"}"))).isNull();
      });
      assertThat(budget.refused()).isEqualTo(1);
    }
    assertThat(budget.held()).isZero();
  }

  @Test // #15
  void writesEmojiAsTheirFourBytesWhereverTheyStand() throws IOException {
    String text = "x" + "😀".repeat(40_000);
    ByteArrayOutputStream written = new ByteArrayOutputStream();

    new JsonBodyWriter(JsonMapping.mapper())
        .writeTo(
            List.of(text),
            List.class,
            List.class,
            new Annotation[0],
            MediaType.APPLICATION_JSON_TYPE,
            new MultivaluedHashMap<>(),
            written);

    String json = "[\"" + text + "\"]";
    assertThat(written.toString(StandardCharsets.UTF_8).equals(json))
        .as("written as it is")
        .isTrue();
  }
}
