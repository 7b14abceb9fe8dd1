package com.paidhr.messenger.app.acceptance;

import com.paidhr.messenger.testsupport.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** The bodies that the table's requests name. */
final class MatrixBodies {
  private static final String BOUNDARY = "matrix-boundary";

  private final ApiClient extra;
  private final AtomicInteger people = new AtomicInteger();

  MatrixBodies(ApiClient extra) {
    this.extra = extra;
  }

  static String type(String name) {
    return switch (name) {
      case "file" -> "multipart/form-data; boundary=" + BOUNDARY;
      case "logout" -> "application/x-www-form-urlencoded";
      default -> "application/json";
    };
  }

  String of(String name, MatrixPlace place) {
    return switch (name) {
      case "rename" -> "{\"name\":\"Renamed\"}";
      case "receipts" -> "{\"receipts\":\"COUNTS\"}";
      case "remove" -> "{\"policy\":\"REMOVE\"}";
      case "retention" -> "{\"retentionDays\":3650}";
      case "restore" -> "{\"archived\":false}";
      case "join" -> "{}";
      case "add" -> "{\"userId\":\"" + extra.userId() + "\"}";
      case "addAdmin" -> "{\"userId\":\"" + extra.userId() + "\",\"role\":\"ADMIN\"}";
      case "appoint" -> "{\"role\":\"ADMIN\"}";
      case "mute" -> "{\"muted\":true}";
      case "favour" -> "{\"pinned\":true}";
      case "group" -> "{\"type\":\"GROUP\",\"name\":\"Another\"}";
      case "send" -> "{\"conversationId\":\"" + place.id() + "\",\"body\":\"Hi\"}";
      case "schedule" ->
          "{\"conversationId\":\"%s\",\"body\":\"Hi\",\"sendAt\":\"%s\"}"
              .formatted(place.id(), Instant.now().plus(Duration.ofDays(1)));
      case "edit" -> "{\"body\":\"Edited\"}";
      case "upTo" -> "{\"upTo\":true}";
      case "bulk" -> "{\"conversations\":[{\"conversationId\":\"" + place.id() + "\",\"upTo\":1}]}";
      case "file" ->
          "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\na\r\n--%1$s--\r\n"
              .formatted(BOUNDARY);
      case "person" -> person("matrixperson" + people.incrementAndGet());
      case "profile" -> "{\"displayName\":\"Another name\"}";
      case "password" ->
          "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(extra.username(), extra.password());
      case "invitation" -> "{\"role\":\"auditor\"}";
      case "silence" -> "{\"until\":\"%s\"}".formatted(Instant.now().plus(Duration.ofHours(1)));
      case "reason" -> "{\"reason\":\"Against the rules\"}";
      case "outcome" -> "{\"outcome\":\"DISMISSED\"}";
      case "active" -> "{\"active\":true}";
      case "wrong" -> "{\"currentPassword\":\"not this one\"}";
      case "code" -> "{\"code\":\"123456\"}";
      case "personal" ->
          "{\"name\":\"a\",\"scopes\":[\"READ\"],\"currentPassword\":\"not this one\"}";
      case "hook" -> "{\"url\":\"https://127.0.0.1/\"}";
      case "reset" -> "{\"token\":\"none\",\"password\":\"seven little lighthouses\"}";
      case "logout" -> "logout_token=none";
      case "network", "scim" -> "{}";
      case "count" -> "{\"conversationId\":\"" + place.id() + "\",\"dryRun\":true}";
      case "replay" -> "{\"conversationId\":\"" + place.id() + "\"}";
      default -> throw new IllegalArgumentException("No body is called " + name);
    };
  }

  private static String person(String name) {
    return "{\"username\":\"%1$s\",\"email\":\"%1$s@example.org\",\"password\":\"password-of-%1$s\"}"
        .formatted(name);
  }
}
