package com.paidhr.messenger.shared.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoStalePrimaryException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.stores.StoreOutages;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.glassfish.jersey.server.ParamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class ProblemMapperTest {
  private final ProblemMapper mapper = new ProblemMapper();

  private static ProblemDetails details(Response answer) {
    assertThat(answer.getMediaType()).hasToString(ProblemDetails.MEDIA_TYPE);
    ProblemDetails details = (ProblemDetails) answer.getEntity();
    assertThat(details.status()).isEqualTo(answer.getStatus());
    return details;
  }

  private static List<LogRecord> logged(Runnable action) {
    return loggedBy(ProblemMapper.class, action);
  }

  private static List<LogRecord> loggedBy(Class<?> source, Runnable action) {
    List<LogRecord> records = new ArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            records.add(entry);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(source.getName());
    logger.addHandler(listener);
    try {
      action.run();
    } finally {
      logger.removeHandler(listener);
    }
    return records;
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void answersARefusalWithItsTypeAndStatus(ProblemType type) {
    try (Response answer = mapper.toResponse(new DomainException(type, "Because"))) {
      ProblemDetails details = details(answer);

      assertThat(answer.getStatus()).isEqualTo(type.status());
      assertThat(details.type()).isEqualTo("/problems/" + type.slug());
      assertThat(details.detail()).isEqualTo("Because");
    }
  }

  /** As JAX-RS wraps what a converter throws. */
  private String detailOf(Class<?> type, String value) {
    ParamConverterProvider provider = type.isEnum() ? new NamedValues() : new StrictNumbers();
    Throwable wrong =
        catchThrowable(() ->
            Objects.requireNonNull(provider.getConverter(type, type, new Annotation[0]))
                .fromString(value));
    return detailOf(wrong);
  }

  private String detailOf(Throwable wrong) {
    var failure = new ParamException.QueryParamException(wrong, "what", null);
    try (Response answer = mapper.toResponse(failure)) {
      assertThat(details(answer).type()).isEqualTo("/problems/invalid-parameter");
      return String.valueOf(details(answer).detail());
    }
  }

  @Test
  void saysWhichValuesAParameterMayHave() {
    assertThat(detailOf(Integer.class, "x")).isEqualTo("what is a whole number");
    assertThat(detailOf(Integer.class, "99999999999"))
        .isEqualTo("what is a whole number, and none that large");
    assertThat(detailOf(RetentionPolicy.class, "source"))
        .isEqualTo("what is one of SOURCE, CLASS, RUNTIME");
    assertThat(detailOf(catchThrowable(() -> UserId.fromString("$"))))
        .isEqualTo("what cannot be an id");
    assertThat(detailOf(new IllegalStateException("secret")))
        .isEqualTo("what has an impossible value");
  }

  private static MongoCommandException commandError(int code) {
    BsonDocument answer =
        new BsonDocument("ok", new BsonDouble(0))
            .append("code", new BsonInt32(code))
            .append("errmsg", new BsonString("An error"));
    return new MongoCommandException(answer, new ServerAddress());
  }

  @ParameterizedTest
  @ValueSource(ints = {11601, 91, 112, 10107})
  void saysThatAnErrorOfTheStoreThatPassesIsTemporary(int code) {
    try (Response answer = mapper.toResponse(commandError(code))) {
      assertThat(details(answer).status()).isEqualTo(503);
      assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
    }
  }

  @Test
  void saysThatAFullDiskIsNoFaultOfTheProgram() {
    try (Response answer = mapper.toResponse(commandError(14031))) {
      assertThat(details(answer).status()).isEqualTo(507);
      assertThat(details(answer).type()).isEqualTo("/problems/storage-full");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOADING Redis is loading", "CLUSTERDOWN Hash slot not served"})
  void saysThatAnErrorOfRedisThatPassesIsTemporary(String message) {
    try (Response answer = mapper.toResponse(new JedisDataException(message))) {
      assertThat(details(answer).status()).isEqualTo(503);
    }
  }

  @Test
  void callsAnErrorOfTheStoreThatDoesNotPassAnIncident() {
    try (Response command = mapper.toResponse(commandError(2));
        Response script = mapper.toResponse(new JedisDataException("ERR wrong type"))) {
      assertThat(details(command).status()).isEqualTo(500);
      assertThat(details(script).status()).isEqualTo(500);
    }
  }

  @Test
  void findsARefusalBehindOtherExceptions() {
    Throwable wrapped =
        new IllegalStateException(new RuntimeException(DomainException.forbidden("No")));

    try (Response answer = mapper.toResponse(wrapped)) {
      assertThat(answer.getStatus()).isEqualTo(403);
    }
  }

  @Test
  void tellsNothingOfAFailureButItsIncident() {
    Throwable failure =
        new IllegalStateException("secret at /etc", new RuntimeException("password"));
    List<Response> answers = new ArrayList<>();

    List<LogRecord> records = logged(() -> answers.add(mapper.toResponse(failure)));

    try (Response answer = answers.getFirst()) {
      ProblemDetails details = details(answer);
      assertThat(answer.getStatus()).isEqualTo(500);
      assertThat(details.type()).isEqualTo("/problems/internal-error");
      assertThat(details.instance()).matches("/incidents/[0-9a-f]{16}");
      assertThat(details.toString()).doesNotContain("secret", "password", "IllegalState");
      String incident = String.valueOf(details.instance()).substring("/incidents/".length());
      assertThat(records).hasSize(1);
      assertThat(records.getFirst().getLevel()).isEqualTo(Level.SEVERE);
      assertThat(records.getFirst().getMessage()).contains(incident);
      assertThat(records.getFirst().getThrown()).isSameAs(failure);
    }
  }

  @Test
  void givesEachFailureItsOwnIncident() {
    try (Response one = mapper.toResponse(new IllegalStateException());
        Response two = mapper.toResponse(new IllegalStateException())) {
      assertThat(details(one).instance()).isNotEqualTo(details(two).instance());
    }
  }

  @Test
  void treatsAnErrorOfTheFrameworkAsAFailure() {
    try (Response answer = mapper.toResponse(new InternalServerErrorException("inner thing"))) {
      assertThat(details(answer).type()).isEqualTo("/problems/internal-error");
      assertThat(details(answer).detail()).doesNotContain("inner thing");
    }
  }

  @Test
  void describesWhatTheFrameworkRefuses() {
    List<RuntimeException> refusals =
        List.of(
            new NotFoundException(),
            new ForbiddenException(),
            new NotSupportedException(),
            new NotAuthorizedException("Bearer"));

    assertThat(refusals)
        .extracting(refusal -> {
          try (Response answer = mapper.toResponse(refusal)) {
            return details(answer).type();
          }
        })
        .containsExactly(
            "/problems/not-found",
            "/problems/forbidden",
            "/problems/unsupported-media-type",
            "/problems/unauthenticated");
  }

  @Test
  void keepsTheMethodsThatAreAllowed() {
    try (Response answer =
        mapper.toResponse(new NotAllowedException("GET", new String[] {"HEAD"}))) {
      assertThat(details(answer).type()).isEqualTo("/problems/method-not-allowed");
      assertThat(answer.getHeaderString(HttpHeaders.ALLOW)).contains("GET").contains("HEAD");
    }
  }

  @Test
  void letsRedirectionsPass() {
    try (Response answer =
        mapper.toResponse(new RedirectionException(307, URI.create("/elsewhere")))) {
      assertThat(answer.getStatus()).isEqualTo(307);
    }
  }

  @Test // #15
  void saysInTheLogOnceThatAStoreIsGone() {
    assertThat(
            loggedBy(
                StoreOutages.class,
                () -> {
                  for (int i = 0; i < 100; i++) {
                    mapper
                        .toResponse(
                            new RuntimeException(new MongoTimeoutException("x".repeat(1_000))))
                        .close();
                  }
                }))
        .hasSizeLessThan(2)
        .allSatisfy(line -> assertThat(line.getThrown()).isNull());
  }

  @Test
  void asksToComeBackWhenAStoreIsGone() {
    List<RuntimeException> outages =
        List.of(
            new MongoTimeoutException("x"),
            new MongoStalePrimaryException("x"),
            new MongoConnectionPoolClearedException(
                new ServerId(new ClusterId(), new ServerAddress()), null),
            new JedisConnectionException("x"));

    for (RuntimeException outage : outages) {
      try (Response answer = mapper.toResponse(new RuntimeException(outage))) {
        assertThat(details(answer).type()).isEqualTo("/problems/unavailable");
        assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
      }
    }
  }

  @Test
  void roundsWaitingUpToWholeSeconds() {
    try (Response answer =
        mapper.toResponse(DomainException.tooMany("Slow down", Duration.ofMillis(1_001)))) {
      assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
    }
  }

  @Test
  void saysHowToAuthenticate() {
    try (Response answer =
        mapper.toResponse(new DomainException(ProblemType.UNAUTHENTICATED, "No token"))) {
      assertThat(answer.getHeaderString(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
    }
  }

  @Test
  void findsNothingUnderAnIdThatCannotBe() {
    RuntimeException impossible =
        catchThrowableOfType(RuntimeException.class, () -> MediaId.fromString("a b"));

    try (Response answer = mapper.toResponse(impossible)) {
      assertThat(answer.getStatus()).isEqualTo(404);
    }
  }
}
