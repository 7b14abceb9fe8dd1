package com.paidhr.messenger.delivery.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.delivery.network.Network;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkProfiles;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.delivery.network.ProfileRules;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What administrators do with the network. Each change is in the audit log, before and after. */
@ApplicationScoped
public class ProfileControl {
  private final NetworkProfiles profiles;
  private final Network network;
  private final AuditLog audit;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  ProfileControl(
      NetworkProfiles profiles, Network network, AuditLog audit, ObjectMapper json, Clock clock) {
    this.profiles = profiles;
    this.network = network;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /** The profile of exactly this scope as it was set; empty when there is none or it expired. */
  public Optional<NetworkProfile> find(NetworkScope scope) {
    return profiles
        .find(scope)
        .filter(found -> !found.hasExpired(clock.instant()))
        .map(NetworkConditions::profile);
  }

  /** Sets or replaces a scope's profile; refuses an impossible one with status 422. */
  public void set(UserId actor, NetworkScope scope, NetworkProfile profile) {
    Instant now = clock.instant();
    ProfileRules.check(profile, now);
    Optional<NetworkProfile> before = find(scope);
    profiles.put(scope, new NetworkConditions(profile, now));
    network.changed();
    note(actor, "networkProfile.set", scope, before.orElse(null), profile);
  }

  /** Removes a scope's profile; refuses with status 404 when there is none. */
  public void remove(UserId actor, NetworkScope scope) {
    Optional<NetworkProfile> before = find(scope);
    if (!profiles.remove(scope)) {
      throw DomainException.notFound("network profile for", scope);
    }
    network.changed();
    note(actor, "networkProfile.removed", scope, before.orElse(null), null);
  }

  private void note(
      UserId actor,
      String action,
      NetworkScope scope,
      @Nullable NetworkProfile before,
      @Nullable NetworkProfile after) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("scope", scope.value());
    if (before != null) {
      facts.put("before", written(before));
    }
    if (after != null) {
      facts.put("after", written(after));
    }
    audit.note(
        AuditEntry.of(actor, action)
            .in(scope.conversation().orElse(null))
            .to(scope.user().orElse(null))
            .with(facts));
  }

  private String written(NetworkProfile profile) {
    try {
      return json.writeValueAsString(profile);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A network profile is always JSON", e);
    }
  }
}
