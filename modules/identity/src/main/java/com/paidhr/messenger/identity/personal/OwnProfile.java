package com.paidhr.messenger.identity.personal;

import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.identity.domain.SecondFactor;
import com.paidhr.messenger.identity.domain.SecondFactors;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user's account. */
@ApplicationScoped
class OwnProfile implements PersonalData {
  private final Users users;
  private final SecondFactors secondFactors;

  /**
   * The account.
   *
   * @param password whether one is kept here
   * @param secondFactorSince null where none is in force
   */
  record Line(
      UserId id,
      String username,
      @Nullable String email,
      String displayName,
      List<String> roles,
      boolean readReceipts,
      boolean presence,
      AddedBy addedBy,
      boolean password,
      @Nullable Instant secondFactorSince,
      Instant createdAt,
      @Nullable Instant signedInAt) {

    static Line of(User user, Optional<SecondFactor> factor) {
      return new Line(
          user.id(),
          user.username(),
          user.email(),
          user.displayName(),
          user.roles().stream().sorted().toList(),
          !user.privacy().hidesReceipts(),
          !user.privacy().hidesPresence(),
          user.privacy().addedBy(),
          user.passwordHash() != null,
          factor.map(SecondFactor::confirmedAt).orElse(null),
          user.createdAt(),
          user.signedInAt());
    }
  }

  @Inject
  OwnProfile(Users users, SecondFactors secondFactors) {
    this.users = users;
    this.secondFactors = secondFactors;
  }

  @Override
  public String part() {
    return "profile";
  }

  @Override
  public void write(UserId id, PersonalRecords records) throws IOException {
    Optional<User> user = users.find(id);
    if (user.isPresent()) {
      records.add(Line.of(user.get(), secondFactors.find(id)));
    }
  }
}
