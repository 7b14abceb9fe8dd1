package com.paidhr.messenger.delivery.mongo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkProfiles;
import com.paidhr.messenger.delivery.network.NetworkScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/**
 * Collection {@code networkProfiles}: {@code _id} is the scope, {@code profile} what the
 * administrator sent as JSON, {@code setAt} when.
 */
@ApplicationScoped
public class MongoNetworkProfiles implements NetworkProfiles {
  private final MongoCollection<Document> profiles;
  private final ObjectMapper json;

  @Inject
  public MongoNetworkProfiles(MongoDatabase database, ObjectMapper json) {
    this.profiles = database.getCollection("networkProfiles");
    this.json = json;
  }

  @Override
  public Map<NetworkScope, NetworkConditions> all() {
    Map<NetworkScope, NetworkConditions> all = new HashMap<>();
    for (Document document : profiles.find()) {
      NetworkConditions stored = stored(document);
      all.put(
          new NetworkScope(document.getString("_id")),
          NetworkConditions.of(stored.profile(), stored.setAt()));
    }
    return all;
  }

  @Override
  public Optional<NetworkConditions> find(NetworkScope scope) {
    return Optional.ofNullable(profiles.find(Filters.eq("_id", scope.value())).first())
        .map(this::stored);
  }

  @Override
  public void put(NetworkScope scope, NetworkConditions conditions) {
    profiles.replaceOne(
        Filters.eq("_id", scope.value()),
        new Document("_id", scope.value())
            .append("profile", written(conditions.profile()))
            .append("setAt", Date.from(conditions.setAt())),
        new ReplaceOptions().upsert(true));
  }

  @Override
  public boolean remove(NetworkScope scope) {
    return profiles.deleteOne(Filters.eq("_id", scope.value())).getDeletedCount() > 0;
  }

  private NetworkConditions stored(Document document) {
    try {
      return new NetworkConditions(
          json.readValue(document.getString("profile"), NetworkProfile.class),
          document.getDate("setAt").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Network profile " + document.get("_id") + " is damaged", e);
    }
  }

  private String written(NetworkProfile profile) {
    try {
      return json.writeValueAsString(profile);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A network profile is always JSON", e);
    }
  }
}
