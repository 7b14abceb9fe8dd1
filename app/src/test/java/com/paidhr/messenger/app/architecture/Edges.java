package com.paidhr.messenger.app.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which module may depend on which, as {@code docs/architecture.md} draws it. */
final class Edges {
  static final String BASE = "com.paidhr.messenger.";

  /** By package name below {@link #BASE}. The application sees everything. */
  static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "shared", Set.of(),
          "embeddedstore", Set.of(),
          "identity", Set.of("shared"),
          "conversations", Set.of("identity", "shared"),
          "media", Set.of("identity", "shared"),
          "messaging", Set.of("conversations", "media", "identity", "shared"),
          "delivery", Set.of("messaging", "conversations", "shared"),
          "web", Set.of("shared"),
          "streams", Set.of("delivery", "messaging", "conversations", "identity", "shared"),
          "webhooks", Set.of("streams", "delivery", "identity", "shared"));

  private Edges() {}

  /** The module that a package belongs to, or the empty string for packages of others. */
  static String moduleOf(String packageName) {
    if (!packageName.startsWith(BASE)) {
      return "";
    }
    String rest = packageName.substring(BASE.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  static boolean allows(String from, String to) {
    Set<String> targets = ALLOWED.get(from);
    return targets == null || targets.contains(to);
  }

  /** What comes with the allowed dependencies, the module itself included. */
  static Set<String> reachableFrom(String module) {
    var reachable = new TreeSet<String>();
    collect(module, reachable);
    return reachable;
  }

  private static void collect(String module, Set<String> reachable) {
    if (reachable.add(module)) {
      ALLOWED.getOrDefault(module, Set.of()).forEach(next -> collect(next, reachable));
    }
  }
}
