package com.paidhr.messenger.app.http;

import com.paidhr.messenger.messaging.MessageAccepted;
import com.paidhr.messenger.messaging.ReadChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Counts what people do: messages and reads wherever they come from, and by the answers' status the
 * logins, registrations, uploads and searches. All counters are there from the start.
 */
@Provider
@ApplicationScoped
public class ActionMetrics implements ContainerResponseFilter {
  private static final String PREFIX = "messenger_";

  private final MetricRegistry registry;
  private final Counter userMessages;
  private final Counter systemMessages;
  private final Counter reads;
  private final Counter uploadBytes;
  private final Map<String, Counter> uploads;
  private final Map<String, Counter> searches;

  /** What is counted by its result alone, by method and route. */
  private final Map<String, Map<String, Counter>> byRoute;

  @Inject
  ActionMetrics(MetricRegistry registry) {
    this.registry = registry;
    this.userMessages = counter("messages_accepted", "Messages stored", new Tag("kind", "user"));
    this.systemMessages =
        counter("messages_accepted", "Messages stored", new Tag("kind", "system"));
    this.reads = counter("reads", "Marks as read that changed what somebody has read");
    this.uploadBytes = counter("upload_bytes", "Bytes of uploads that were stored, as announced");
    this.uploads = results("uploads", "Uploads, by result");
    this.searches = results("searches", "Searches in messages, by result");
    this.byRoute =
        Map.of(
            "POST /tokens", results("logins", "Requests for tokens, by result"),
            "POST /users", results("registrations", "Requests for a new user, by result"));
  }

  void on(@Observes MessageAccepted event) {
    (event.system() ? systemMessages : userMessages).inc();
  }

  void on(@Observes ReadChanged event) {
    reads.inc();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String what = request.getMethod() + " " + RequestMetrics.routeOf(request);
    String result = result(response.getStatus());
    switch (what) {
      case "POST /media" -> upload(request.getLength(), result);
      case "GET /messages" -> {
        if (request.getUriInfo().getQueryParameters().containsKey("q")) {
          count(searches, result);
        }
      }
      default -> count(byRoute.getOrDefault(what, Map.of()), result);
    }
  }

  private void upload(int length, String result) {
    count(uploads, result);
    if (result.equals("ok")) {
      uploadBytes.inc(Math.max(0, length));
    }
  }

  private static void count(Map<String, Counter> results, String result) {
    Counter counter = results.get(result);
    if (counter != null) {
      counter.inc();
    }
  }

  private static String result(int status) {
    return status < 300 ? "ok" : status == 429 ? "limited" : status < 500 ? "refused" : "failed";
  }

  private Map<String, Counter> results(String name, String description) {
    return Stream.of("ok", "limited", "refused", "failed")
        .collect(
            Collectors.toUnmodifiableMap(
                result -> result, result -> counter(name, description, new Tag("result", result))));
  }

  private Counter counter(String name, String description, Tag... tags) {
    return registry.counter(
        Metadata.builder().withName(PREFIX + name).withDescription(description).build(), tags);
  }
}
