package com.paidhr.messenger.delivery.network;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network between the service and its recipients. Perfect unless a profile says otherwise, and
 * then it costs nothing: profiles are read at most once a second and only a map is asked.
 */
@ApplicationScoped
public class Network {
  private static final Logger LOG = LoggerFactory.getLogger(Network.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final NetworkProfiles profiles;
  private final NetworkSettings settings;
  private final Clock clock;
  private volatile Map<NetworkScope, NetworkConditions> known = Map.of();
  private volatile Instant readAt = Instant.MIN;

  @Inject
  Network(NetworkProfiles profiles, NetworkSettings settings, Clock clock) {
    this.profiles = profiles;
    this.settings = settings;
    this.clock = clock;
  }

  /** The conditions for everyone of a conversation, as they are now. */
  public Weather towards(ConversationId conversation) {
    Instant now = clock.instant();
    refresh(now);
    return new Weather(known, settings.standing(), conversation, now);
  }

  /** Reads the profiles again at the next use. */
  public void changed() {
    readAt = Instant.MIN;
  }

  private void refresh(Instant now) {
    Instant last = readAt;
    if (!last.equals(Instant.MIN) && Duration.between(last, now).abs().compareTo(FRESH) < 0) {
      return;
    }
    try {
      Map<NetworkScope, NetworkConditions> inForce = new HashMap<>(profiles.all());
      inForce.values().removeIf(conditions -> conditions.hasExpired(now));
      known = inForce;
      readAt = now;
    } catch (RuntimeException e) {
      LOG.warn("Network profiles cannot be read, the last known ones stay: {}", e.toString());
      readAt = now;
    }
  }

  /** The conditions in one conversation at one moment. */
  public record Weather(
      Map<NetworkScope, NetworkConditions> profiles,
      @Nullable NetworkConditions standing,
      ConversationId conversation,
      Instant now) {

    /**
     * The conditions towards a recipient: those of the narrowest scope whose profile has not
     * expired. Empty when the network is perfect.
     */
    public Optional<NetworkConditions> towards(UserId recipient) {
      if (profiles.isEmpty() && standing == null) {
        return Optional.empty();
      }
      NetworkConditions found = inForce(NetworkScope.of(recipient));
      found = found != null ? found : inForce(NetworkScope.of(conversation));
      found = found != null ? found : inForce(NetworkScope.GLOBAL);
      return Optional.ofNullable(found != null ? found : standing);
    }

    private @Nullable NetworkConditions inForce(NetworkScope scope) {
      NetworkConditions found = profiles.get(scope);
      return found == null || found.hasExpired(now) ? null : found;
    }
  }
}
