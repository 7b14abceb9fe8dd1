package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Limits and habits of the HTTP edge.
 *
 * @param maxJsonBody the largest JSON body in bytes
 * @param maxPacked how many answers are packed by gzip at once
 * @param crossOrigins origins whose pages may call the API from browsers, or {@code *}
 */
public record HttpSettings(int maxJsonBody, int maxPacked, Set<String> crossOrigins) {
  static final String ANY_ORIGIN = "*";
  static final HttpSettings STANDARD = new HttpSettings(524_288, 64, Set.of());

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
              "Largest JSON body in bytes; beyond it the answer is 413."),
          settings.count(
              "http.max-packed",
              STANDARD.maxPacked,
              0,
              10_000,
              "Answers over 1 KiB that are packed by gzip at once, each in 256 KiB; others go as they are."),
          origins(
              settings.text(
                  "http.cross-origins",
                  "",
                  "Origins whose pages may call the API from browsers, such as https://chat.example.org, separated by commas; * for all.")));
    }

    private static Set<String> origins(String listed) {
      Set<String> origins =
          Arrays.stream(listed.split(",", -1))
              .map(String::strip)
              .filter(origin -> !origin.isEmpty())
              .collect(Collectors.toUnmodifiableSet());
      if (!origins.stream().allMatch(origin -> origin.matches("\\*|https?://[a-z0-9.\\[\\]:-]+"))) {
        throw Settings.refuse(
            "http.cross-origins",
            "must be origins such as https://chat.example.org, in lower case and without a path, not \""
                + listed
                + "\"");
      }
      return origins;
    }
  }
}
