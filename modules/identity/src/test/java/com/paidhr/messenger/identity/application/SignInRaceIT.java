package com.paidhr.messenger.identity.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.identity.application.RegisterUser.NewUser;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.identity.token.AccessTokenIssuer;
import com.paidhr.messenger.identity.token.LiveSessions;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.testsupport.Authenticator;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What ends all sessions of a user comes just before a sign-in that began earlier adds one. */
@ExtendWith(ArquillianExtension.class)
class SignInRaceIT {
  private static final String PASSWORD = "a long enough secret";
  private static final String ADDRESS = "10.0.0.9";

  @Inject Users users;
  @Inject Sessions sessions;
  @Inject RegisterUser registerUser;
  @Inject SetUpSecondFactor setUp;
  @Inject ResetPassword resets;
  @Inject PasswordHasher hasher;
  @Inject LoginLimits limits;
  @Inject RequireCode secondFactor;
  @Inject AccessTokenIssuer issuer;
  @Inject LiveSessions live;
  @Inject AuditLog audit;
  @Inject IdentitySettings settings;
  @Inject IdGenerator ids;
  @Inject Clock clock;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity");
  }

  private User register(String name) {
    return registerUser.register(
        new NewUser(name, name + "@example.org", null, PASSWORD, Set.of()));
  }

  /** A sign-in that is overtaken. */
  private SignIn overtakenBy(Runnable others) {
    Sessions late =
        (Sessions)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Sessions.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("add")) {
                    others.run();
                  }
                  try {
                    return method.invoke(sessions, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new SignIn(
        users, late, hasher, limits, secondFactor, issuer, live, audit, settings, ids, clock);
  }

  private ProblemType refusal(SignIn signIn, User user, String code) {
    return catchThrowableOfType(
            DomainException.class,
            () -> signIn.withPassword(user.username(), PASSWORD, code, ADDRESS, null))
        .type();
  }

  @Test
  void opensNoneWithoutACodeBesideASecondFactorThatWasJustConfirmed() {
    User ann = register("raceann");
    Authenticator app = new Authenticator(setUp.propose(ann.id(), PASSWORD, ADDRESS).secret());
    SignIn signIn = overtakenBy(() -> setUp.confirm(ann.id(), app.code(), null));

    assertThat(refusal(signIn, ann, "a code that was not looked at"))
        .isEqualTo(ProblemType.INVALID_CREDENTIALS);

    assertThat(sessions.of(ann.id(), Instant.now())).isEmpty();
  }

  @Test
  void opensNoneByAPasswordThatWasJustReplaced() {
    User bob = register("racebob");
    String token = resets.issue(bob.id(), bob.id()).token();
    SignIn signIn = overtakenBy(() -> resets.use(token, "another long enough one"));

    assertThat(refusal(signIn, bob, "")).isEqualTo(ProblemType.INVALID_CREDENTIALS);

    assertThat(sessions.of(bob.id(), Instant.now())).isEmpty();
  }

  @Test
  void opensOneWhereOnlyTheNameWasChanged() {
    User eve = register("raceeve");
    SignIn signIn =
        overtakenBy(
            () -> users.replace(users.find(eve.id()).orElseThrow().withProfile("Eve", null)));

    assertThat(signIn.withPassword(eve.username(), PASSWORD, null, ADDRESS, null).accessToken())
        .isNotBlank();
    assertThat(sessions.of(eve.id(), Instant.now())).hasSize(1);
  }
}
