package com.paidhr.messenger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.identity.application.RegisterUser.NewUser;
import com.paidhr.messenger.identity.application.SignIn;
import com.paidhr.messenger.identity.domain.RecoveryCodes;
import com.paidhr.messenger.identity.domain.SecondFactor;
import com.paidhr.messenger.identity.domain.SecondFactors;
import com.paidhr.messenger.identity.domain.Totp;
import com.paidhr.messenger.identity.domain.TypedCode;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.Authenticator;
import com.paidhr.messenger.testsupport.ModuleArchive;
import com.paidhr.messenger.testsupport.attacks.AtOnce;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Second factors on the embedded store, and codes that several show at once. */
@ExtendWith(ArquillianExtension.class)
class SecondFactorSliceIT {
  private static final String PASSWORD = "a long enough secret";
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Inject SecondFactors factors;
  @Inject RegisterUser registerUser;
  @Inject SignIn signIn;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity");
  }

  @Test
  void isInForceWhenItIsConfirmedAndNotBefore() {
    UserId ann = register("ann").id();
    assertThat(factors.find(ann)).isEmpty();
    assertThat(factors.propose(ann, "FIRST")).isTrue();
    assertThat(factors.propose(ann, "SECOND")).isTrue();
    SecondFactor proposed = factors.find(ann).orElseThrow();
    assertThat(proposed).isEqualTo(new SecondFactor(ann, "SECOND", null, 0, Set.of()));
    assertThat(factors.inForce(List.of(ann))).isEmpty();
    assertThat(factors.takeStep(proposed, 7)).isFalse();
    assertThat(factors.remove(ann)).isFalse();

    assertThat(AtOnce.each(4, _ -> factors.confirm(proposed, 7, Set.of("hash"), NOW)))
        .containsOnlyOnce(true);

    assertThat(factors.propose(ann, "THIRD")).isFalse();
    assertThat(factors.find(ann)).contains(new SecondFactor(ann, "SECOND", NOW, 7, Set.of("hash")));
    assertThat(factors.inForce(List.of(ann, new UserId("nobody")))).containsExactly(ann);
    assertThat(factors.remove(ann)).isTrue();
    assertThat(factors.find(ann)).isEmpty();
  }

  @Test
  void takesStepsForwardOnlyAndEachOnce() {
    SecondFactor factor = enabled(register("ann"), "SECRET");

    assertThat(AtOnce.each(8, _ -> factors.takeStep(factor, 100))).containsOnlyOnce(true);
    assertThat(factors.takeStep(factor, 99)).isFalse();
    assertThat(factors.takeStep(factor, 101)).isTrue();
    assertThat(factors.takeStep(new SecondFactor(factor.user(), "OTHER", NOW, 0, Set.of()), 102))
        .isFalse();
  }

  @Test
  void takesEachRecoveryCodeOnce() {
    SecondFactor factor = enabled(register("ann"), "SECRET", "one", "two");

    assertThat(AtOnce.each(8, _ -> factors.takeRecoveryCode(factor, "one"))).containsOnlyOnce(true);
    assertThat(factors.takeRecoveryCode(factor, "three")).isFalse();
    assertThat(factors.find(factor.user()).orElseThrow().recoveryCodes()).containsExactly("two");
  }

  @Test
  void letsInOneOfManyWhoShowTheSameCode() {
    User ann = register("ann");
    String secret = Totp.newSecret();
    enabled(ann, secret);
    String code = new Authenticator(secret).code();

    assertThat(AtOnce.each(6, _ -> comesIn(ann, code))).containsOnlyOnce(true);
  }

  @Test
  void letsInOneOfManyWhoShowTheSameRecoveryCode() {
    User ann = register("ann");
    String code = RecoveryCodes.fresh().getFirst();
    enabled(ann, Totp.newSecret(), RecoveryCodes.hash(TypedCode.of(code)));

    assertThat(AtOnce.each(6, _ -> comesIn(ann, code))).containsOnlyOnce(true);
  }

  @Test
  void limitsGuessesOfTheCodeWhereverTheyComeFrom() {
    User ann = register("ann");
    enabled(ann, Totp.newSecret());

    for (int i = 0; i < 10; i++) {
      assertThat(refusal(ann, "guess", "10.0.1." + i)).isEqualTo(ProblemType.INVALID_CREDENTIALS);
      assertThat(refusal(ann, null, "10.0.1." + i)).isEqualTo(ProblemType.SECOND_FACTOR_REQUIRED);
    }

    assertThat(refusal(ann, "guess", "10.0.2.1")).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
  }

  private ProblemType refusal(User user, @Nullable String code, String address) {
    return catchThrowableOfType(
            DomainException.class,
            () -> signIn.withPassword(user.username(), PASSWORD, code, address, null))
        .type();
  }

  private boolean comesIn(User user, String code) {
    try {
      signIn.withPassword(user.username(), PASSWORD, code, "10.0.0.1", null);
      return true;
    } catch (DomainException e) {
      assertThat(e.type().status()).isIn(401, 503);
      return false;
    }
  }

  private SecondFactor enabled(User user, String secret, String... recoveryCodes) {
    factors.propose(user.id(), secret);
    SecondFactor proposed = factors.find(user.id()).orElseThrow();
    factors.confirm(proposed, 0, Set.of(recoveryCodes), NOW);
    return factors.find(user.id()).orElseThrow();
  }

  private User register(String name) {
    String username = "factor." + name + NAMES.incrementAndGet();
    return registerUser.register(
        new NewUser(username, username + "@example.org", null, PASSWORD, Set.of()));
  }
}
