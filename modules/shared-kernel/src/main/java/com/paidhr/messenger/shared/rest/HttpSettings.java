package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Limits of the HTTP edge.
 *
 * @param maxJsonBody the largest JSON body in bytes
 */
public record HttpSettings(int maxJsonBody) {
  static final HttpSettings STANDARD = new HttpSettings(524_288);

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    HttpSettings settings(Settings settings) {
      return new HttpSettings(
          settings.count(
              "http.max-json-body",
              STANDARD.maxJsonBody,
              1_024,
              16_777_216,
              "Largest JSON body in bytes; beyond it the answer is 413."));
    }
  }
}
