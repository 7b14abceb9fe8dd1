package com.paidhr.messenger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.identity.application.AcceptInvitation;
import com.paidhr.messenger.identity.application.AdministerUsers;
import com.paidhr.messenger.identity.application.InviteUsers;
import com.paidhr.messenger.identity.application.InviteUsers.Made;
import com.paidhr.messenger.identity.application.InviteUsers.Wish;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.identity.application.RegisterUser.NewUser;
import com.paidhr.messenger.identity.domain.Invitation;
import com.paidhr.messenger.identity.domain.Invitations;
import com.paidhr.messenger.identity.domain.NameTakenException;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import com.paidhr.messenger.testsupport.attacks.AtOnce;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invitations on the embedded store, and those that several show at once. */
@ExtendWith(ArquillianExtension.class)
class InvitationsSliceIT {
  private static final String PASSWORD = "a long enough secret";
  private static final AtomicInteger NAMES = new AtomicInteger();

  @Inject Invitations invitations;
  @Inject InviteUsers invite;
  @Inject AcceptInvitation accept;
  @Inject RegisterUser registerUser;
  @Inject AdministerUsers administer;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity");
  }

  @Test
  void letsInAsManyOfThoseWhoComeAtOnceAsItHasUses() {
    Made made = made(administrator().id(), 3);

    List<Boolean> came = AtOnce.each(12, _ -> comesBy(made));

    assertThat(Collections.frequency(came, true)).isEqualTo(3);
    assertThat(stored(made).usesLeft()).isZero();
  }

  @Test
  void givesBackTheUsesOfThoseWhoseNameIsTaken() {
    Made made = made(administrator().id(), 8);
    User ann = accept.register(wanted("ann"), made.token().text(), null);
    NewUser same =
        new NewUser(
            ann.username(), "other." + ann.username() + "@example.org", null, PASSWORD, Set.of());

    List<Boolean> refused =
        AtOnce.each(
            6,
            _ ->
                catchThrowableOfType(
                        NameTakenException.class,
                        () -> accept.register(same, made.token().text(), null))
                    != null);

    assertThat(refused).hasSize(6).containsOnly(true);
    assertThat(stored(made).usesLeft()).isEqualTo(7);
  }

  @Test
  void isGoodOnlyWhileItsMakerAdministrates() {
    User chief = administrator();
    administrator();
    Made made = made(chief.id(), 5);
    assertThat(comesBy(made)).isTrue();

    administer.change(chief.id(), chief.id(), Set.of(), null);

    assertThat(comesBy(made)).isFalse();
  }

  @Test
  void forgetsTheExpiredOnesWhenTheNextIsMade() {
    UserId chief = administrator().id();
    Instant past = Instant.parse("2026-01-01T00:00:00Z");
    String id = "expired" + NAMES.incrementAndGet();
    invitations.add(new Invitation(id, "hash", chief, past, past, User.ROLE_USER, null, 1, 1));
    assertThat(invitations.use(id, Instant.now())).isFalse();

    made(chief, 1);

    assertThat(invitations.find(id)).isEmpty();
  }

  @Test
  void makesNoMoreThanAThousand() {
    UserId chief = administrator().id();
    Instant now = Instant.now();
    int missing = 1_000 - (int) invitations.count();
    for (int i = 0; i < missing; i++) {
      invitations.add(
          new Invitation(
              "many" + i, "hash", chief, now, now.plusSeconds(600), User.ROLE_USER, null, 1, 1));
    }

    assertThatThrownBy(() -> made(chief, 1))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.CONFLICT));

    assertThat(invitations.count()).isEqualTo(1_000);
    for (int i = 0; i < missing; i++) {
      assertThat(invitations.remove("many" + i)).isTrue();
    }
  }

  private Invitation stored(Made made) {
    return invitations.find(made.invitation().id()).orElseThrow();
  }

  private Made made(UserId chief, int uses) {
    return invite.make(chief, new Wish(null, null, uses, null));
  }

  private boolean comesBy(Made made) {
    try {
      accept.register(wanted("guest"), made.token().text(), null);
      return true;
    } catch (DomainException e) {
      assertThat(e.violations()).extracting("pointer").containsExactly("/invitation");
      return false;
    }
  }

  private User administrator() {
    return registerUser.register(wanted("chief", User.ROLE_ADMIN));
  }

  private static NewUser wanted(String name, String... roles) {
    String username = "invited." + name + NAMES.incrementAndGet();
    return new NewUser(username, username + "@example.org", null, PASSWORD, Set.of(roles));
  }
}
