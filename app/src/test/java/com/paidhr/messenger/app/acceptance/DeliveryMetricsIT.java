package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Prometheus sees of the delivery. */
class DeliveryMetricsIT {
  private static final RunningMessenger MESSENGER = RunningMessenger.shared();
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("published_total", "counter"),
          Map.entry("unpublished_total", "counter"),
          Map.entry("redriven_total", "counter"),
          Map.entry("delivered_total", "counter"),
          Map.entry("retried_total", "counter"),
          Map.entry("failed_total", "counter"),
          Map.entry("dead_total", "counter"),
          Map.entry("duplicates_suppressed_total", "counter"),
          Map.entry("taken_over_total", "counter"),
          Map.entry("breaker_changes_total", "counter"),
          Map.entry("breaker_open", "gauge"),
          Map.entry("depth", "gauge"),
          Map.entry("in_flight", "gauge"),
          Map.entry("delayed", "gauge"),
          Map.entry("oldest_age_seconds", "gauge"),
          Map.entry("queue_bytes", "gauge"),
          Map.entry("latency_seconds", "histogram"));

  private static List<String> scrape() {
    return MESSENGER.anonymous().get("/metrics").expect(200).text().lines().toList();
  }

  /** The sum of a metric over its labels. */
  private static double value(String name, String label) {
    return scrape().stream()
        .filter(line -> line.startsWith("messenger_delivery_" + name + "{"))
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void haveNamesAndTypes() {
    List<String> lines = scrape();

    TYPES.forEach((name, type) ->
        assertThat(lines).contains("# TYPE messenger_delivery_" + name + " " + type));
  }

  @Test
  void haveNoLabelsWithoutBound() {
    assertThat(scrape().stream().filter(line -> line.startsWith("messenger_delivery_")))
        .allMatch(line ->
            line.replaceAll("^[^{]*\\{|\\}.*$", "")
                .matches("((mp_scope|partition|breaker|to|le)=\"[A-Za-z0-9.+]*\",)*"));
  }

  @Test
  void moveWithTheMessages() {
    double published = value("published_total", "");
    double delivered = value("delivered_total", "");
    double within = value("latency_seconds_bucket", "le=\"+Inf\"");
    ApiClient ann = MESSENGER.newUser("ann");
    ApiClient bob = MESSENGER.newUser("bob");

    ann.send(ann.privateWith(bob), "Counted");

    await()
        .untilAsserted(() -> {
          assertThat(value("published_total", "")).isGreaterThan(published);
          assertThat(value("delivered_total", "")).isGreaterThan(delivered);
          assertThat(value("latency_seconds_bucket", "le=\"+Inf\"")).isGreaterThan(within);
        });
    assertThat(value("latency_seconds_bucket", "le=\"0.005\""))
        .isLessThanOrEqualTo(value("latency_seconds_bucket", "le=\"0.01\""));
    assertThat(value("latency_seconds_bucket", "le=\"60.0\"")).isPositive();
  }
}
