package com.paidhr.messenger.shared.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/**
 * What a Redis address says.
 *
 * @param kind one server, or who leads to the servers
 * @param tls whether every connection is encrypted and the servers' certificates are checked
 * @param nodes the server, the Sentinels, or some members of the cluster
 * @param user the name to sign in with; empty for the default user
 * @param password the password of the servers with data; empty for none
 * @param master what Sentinels call the servers; empty without Sentinel
 * @param database the number of the database; always 0 on a cluster
 */
record RedisAddress(
    Kind kind,
    boolean tls,
    Set<HostAndPort> nodes,
    Optional<String> user,
    Optional<String> password,
    String master,
    int database) {

  private static final Pattern NODE =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:@/\\s]+)(?::(\\d{1,5}))?");
  private static final Pattern DATABASE = Pattern.compile("/(\\d{1,4})");

  enum Kind {
    SERVER("redis", 6379),
    SENTINEL("redis-sentinel", 26379),
    CLUSTER("redis-cluster", 6379);

    private final String scheme;
    private final int port;

    Kind(String scheme, int port) {
      this.scheme = scheme;
      this.port = port;
    }
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is none; the message completes "Setting x …" and has
   *     no part of the address, which may contain a password
   */
  static RedisAddress of(URI uri) {
    String scheme = String.valueOf(uri.getScheme());
    boolean tls = scheme.startsWith("rediss");
    String plain = tls ? "redis" + scheme.substring("rediss".length()) : scheme;
    Kind kind =
        List.of(Kind.values()).stream()
            .filter(k -> k.scheme.equals(plain))
            .findFirst()
            .orElseThrow(() -> refused("is not a Redis address"));
    String authority = uri.getRawAuthority();
    if (authority == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw refused("is not a Redis address");
    }
    int at = authority.lastIndexOf('@');
    String credentials = at < 0 ? "" : authority.substring(0, at);
    int colon = credentials.indexOf(':');
    String path = uri.getPath() == null ? "" : uri.getPath();
    return new RedisAddress(
        kind,
        tls,
        nodes(kind, authority.substring(at + 1)),
        decoded(colon < 0 ? "" : credentials.substring(0, colon)),
        decoded(credentials.substring(colon + 1)),
        kind == Kind.SENTINEL ? master(path) : "",
        kind == Kind.SENTINEL ? 0 : database(kind, path));
  }

  private static Set<HostAndPort> nodes(Kind kind, String hosts) {
    Set<HostAndPort> nodes = new LinkedHashSet<>();
    for (String host : hosts.split(",", -1)) {
      Matcher node = NODE.matcher(host);
      int port =
          node.matches() && node.group(2) != null ? Integer.parseInt(node.group(2)) : kind.port;
      if (!node.matches() || port == 0 || port > 65_535) {
        throw refused("has a host that is not of the form host:port");
      }
      nodes.add(new HostAndPort(node.group(1).replaceAll("[\\[\\]]", ""), port));
    }
    if (kind == Kind.SERVER && nodes.size() > 1) {
      throw refused("names several hosts but neither Sentinel nor Cluster");
    }
    return Set.copyOf(nodes);
  }

  private static String master(String path) {
    if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
      throw refused("must end with the name of the master, as in redis-sentinel://host/name");
    }
    return path.substring(1);
  }

  private static int database(Kind kind, String path) {
    if (path.isEmpty() || path.equals("/")) {
      return 0;
    }
    Matcher number = DATABASE.matcher(path);
    if (kind == Kind.CLUSTER || !number.matches()) {
      throw refused("ends with a path that is not the number of a database of one server");
    }
    return Integer.parseInt(number.group(1));
  }

  private static Optional<String> decoded(String text) {
    return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8))
        .filter(value -> !value.isEmpty());
  }

  private static IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(reason);
  }
}
