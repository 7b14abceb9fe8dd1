package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.identity.domain.SecondFactor;
import com.paidhr.messenger.identity.domain.SecondFactors;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.mongo.SealedSecrets;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import com.paidhr.messenger.shared.seal.Seal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Collection {@code secondFactors}: {@code _id} the user's id, {@code secret}, sealed where there
 * is a key for it, {@code secretHash} that tells secrets apart (160 random bits are not guessed
 * from it), {@code confirmedAt} that is absent until it is in force, {@code lastStep}, and {@code
 * recoveryCodes}, the hashes of those that are left. Who reads unsealed secrets can make codes.
 */
@ApplicationScoped
class MongoSecondFactors implements SecondFactors {
  private static final String ID = "_id";
  private static final String SECRET = "secret";
  private static final String SECRET_HASH = "secretHash";
  private static final String CONFIRMED = "confirmedAt";
  private static final String LAST_STEP = "lastStep";
  private static final String RECOVERY_CODES = "recoveryCodes";

  private final MongoCollection<Document> collection;
  private final Seal seal;

  @Inject
  MongoSecondFactors(MongoDatabase database, Seal seal) {
    this.collection = database.getCollection("secondFactors");
    this.seal = seal;
  }

  /** A start with keys that do not open what is stored fails. */
  void renewSeals(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    SealedSecrets.renew(collection, seal, SECRET);
  }

  @Override
  public Optional<SecondFactor> find(UserId user) {
    return Optional.ofNullable(collection.find(eq(ID, user.value())).first())
        .map(found -> factor(user, found));
  }

  private SecondFactor factor(UserId user, Document found) {
    Date confirmed = found.getDate(CONFIRMED);
    return new SecondFactor(
        user,
        seal.open(found.getString(SECRET)),
        confirmed == null ? null : confirmed.toInstant(),
        found.getLong(LAST_STEP),
        Set.copyOf(found.getList(RECOVERY_CODES, String.class)));
  }

  @Override
  public Set<UserId> inForce(Collection<UserId> users) {
    if (users.isEmpty()) {
      return Set.of();
    }
    List<String> ids = users.stream().map(UserId::value).toList();
    return collection
        .find(and(in(ID, ids), ne(CONFIRMED, null)))
        .projection(include(ID))
        .batchSize(ids.size() + 1)
        .map(found -> new UserId(found.getString(ID)))
        .into(new HashSet<>());
  }

  @Override
  public boolean propose(UserId user, String secret) {
    return replaced(user, secret) || inserted(user, secret) || replaced(user, secret);
  }

  private boolean replaced(UserId user, String secret) {
    return changed(
        and(eq(ID, user.value()), eq(CONFIRMED, null)),
        combine(set(SECRET, seal.seal(secret)), set(SECRET_HASH, Digest.hex(secret))));
  }

  private boolean inserted(UserId user, String secret) {
    Document factor =
        new Document(ID, user.value())
            .append(SECRET, seal.seal(secret))
            .append(SECRET_HASH, Digest.hex(secret))
            .append(LAST_STEP, 0L)
            .append(RECOVERY_CODES, List.of());
    return UniqueKeys.tryWrite(() -> collection.insertOne(factor));
  }

  @Override
  public boolean confirm(SecondFactor seen, long step, Set<String> recoveryCodes, Instant now) {
    return changed(
        and(is(seen), eq(CONFIRMED, null)),
        combine(
            set(CONFIRMED, Date.from(now)),
            set(LAST_STEP, step),
            set(RECOVERY_CODES, List.copyOf(recoveryCodes))));
  }

  @Override
  public boolean takeStep(SecondFactor seen, long step) {
    return changed(and(is(seen), ne(CONFIRMED, null), lt(LAST_STEP, step)), set(LAST_STEP, step));
  }

  @Override
  public boolean takeRecoveryCode(SecondFactor seen, String hash) {
    return changed(
        and(is(seen), ne(CONFIRMED, null), eq(RECOVERY_CODES, hash)), pull(RECOVERY_CODES, hash));
  }

  @Override
  public boolean remove(UserId user) {
    return collection.deleteOne(and(eq(ID, user.value()), ne(CONFIRMED, null))).getDeletedCount()
        == 1;
  }

  /**
   * The same one still: a code of it is worth nothing for another that came after. Those of before
   * have no hash.
   */
  private static Bson is(SecondFactor seen) {
    return and(
        eq(ID, seen.user().value()),
        or(eq(SECRET_HASH, Digest.hex(seen.secret())), eq(SECRET, seen.secret())));
  }

  private boolean changed(Bson which, Bson change) {
    return collection.updateOne(which, change).getMatchedCount() == 1;
  }
}
