package com.paidhr.messenger.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.paidhr.messenger.identity.Fixtures;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.testsupport.SettableClock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private final SettableClock clock = new SettableClock("2026-01-01T00:00:00Z");
  private final KeysInMemory store = new KeysInMemory();
  private final KeyRing ring = newRing();

  @Test
  void signsWithTheFirstKeyAtOnce() {
    assertThat(ring.signing().number()).isEqualTo(1);
    assertThat(kids(ring)).containsExactly(ring.signing().kid());
  }

  @Test
  void publishesTheNextKeyBeforeItSigns() {
    SigningKey first = ring.signing();

    clock.advance(Duration.ofDays(30).minus(Duration.ofMinutes(4)));

    assertThat(ring.signing()).isEqualTo(first);
    assertThat(kids(ring)).hasSize(2).startsWith(first.kid());
    clock.advance(Duration.ofMinutes(5));
    assertThat(ring.signing().number()).isEqualTo(2);
    assertThat(ring.find(first.kid())).isPresent();
  }

  @Test
  void retiresAKeyWhenItsLastTokenHasExpired() {
    SigningKey first = ring.signing();
    ring.rotate();

    clock.advance(Duration.ofMinutes(5));
    ring.signing();
    clock.advance(Duration.ofMinutes(15));
    assertThat(ring.find(first.kid())).isPresent();
    clock.advance(Duration.ofMinutes(9));
    assertThat(ring.find(first.kid())).as("known to a node whose clock is fast").isPresent();
    clock.advance(Duration.ofMinutes(2));

    assertThat(ring.signing().number()).isEqualTo(2);
    assertThat(ring.find(first.kid())).isEmpty();
    assertThat(store.all()).extracting(SigningKey::number).containsExactly(2L);
  }

  @Test
  void givesAllNodesNoticeOfAnEarlyRotation() {
    KeyRing other = newRing();
    SigningKey first = other.signing();

    SigningKey next = ring.rotate();

    assertThat(ring.signing()).isEqualTo(first);
    assertThat(other.find(next.kid())).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(other.find(next.kid())).contains(next);
    clock.advance(Duration.ofMinutes(5));
    assertThat(ring.signing()).isEqualTo(next);
    assertThat(other.signing()).isEqualTo(next);
  }

  @Test
  void keepsOneNextKeyHoweverOftenItIsAskedFor() {
    ring.signing();

    assertThat(ring.rotate()).isEqualTo(newRing().rotate());
    assertThat(store.all()).hasSize(2);
  }

  @Test
  void agreesOnOneFirstKeyWhenNodesStartTogether() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kids =
          IntStream.range(0, 16)
              .mapToObj(i -> threads.submit(() -> newRing().signing().kid()))
              .toList();
      for (Future<String> kid : kids) {
        assertThat(kid.get()).isEqualTo(ring.signing().kid());
      }
    }
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void publishesNoSecret() {
    assertThat(ring.published().getKeys()).noneMatch(JWK::isPrivate);
  }

  private KeyRing newRing() {
    return new KeyRing(store, Fixtures.settings(), new IdGenerator(), clock);
  }

  private static Stream<String> kids(KeyRing ring) {
    return ring.published().getKeys().stream().map(JWK::getKeyID);
  }
}
