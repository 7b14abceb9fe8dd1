package com.paidhr.messenger.shared.limits;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/**
 * The rates that operators may set.
 *
 * @param perUser how much each user may ask for
 * @param perAddress how much each address may ask for
 */
record RateSettings(Map<RateLimit, Rate> perUser, Map<RateLimit, Rate> perAddress) {

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    RateSettings settings(Settings settings) {
      long factor =
          settings.number(
              "limits.rate-factor",
              1,
              1,
              100_000,
              "Every rate is so many times as high; for load tests from one address.");
      Map<RateLimit, Rate> perUser = new EnumMap<>(RateLimit.class);
      Map<RateLimit, Rate> perAddress = new EnumMap<>(RateLimit.class);
      for (RateLimit limit : RateLimit.values()) {
        perUser.put(limit, read(settings, limit, "user", limit.perUser()).times(factor));
        perAddress.put(limit, read(settings, limit, "address", limit.perAddress()).times(factor));
      }
      return new RateSettings(perUser, perAddress);
    }

    private static Rate read(Settings settings, RateLimit limit, String whose, String standard) {
      String name = "limits." + limit.label() + ".per-" + whose;
      return Rate.parse(
          name,
          settings.text(
              name,
              standard,
              limit.what()
                  + ": how many per "
                  + whose
                  + " at once, and the time in which all come back; off for no limit."));
    }
  }
}
