package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Limits of connections and of what is being received on them.
 *
 * @param maxConnections open at once, in all
 * @param maxPerAddress open at once from one address
 * @param proxies whose connections are many clients', and whose {@code X-Forwarded-For} is believed
 * @param maxReceived bytes of heads and small bodies in reception, of all connections together
 * @param maxLargeBodies bodies that are received while their request is served, at once
 * @param idle how long a connection may be open without a request
 * @param head how long a head may take from its first byte
 * @param body how long a body may pause, and the time that it gets beside its bytes
 * @param write how long a client may take nothing of an answer
 * @param rate bytes per second that a body, or the reader of an answer, must average at least
 */
public record WireSettings(
    int maxConnections,
    int maxPerAddress,
    Addresses proxies,
    long maxReceived,
    int maxLargeBodies,
    Duration idle,
    Duration head,
    Duration body,
    Duration write,
    int rate) {

  static final WireSettings STANDARD =
      new WireSettings(
          2_000,
          1_000,
          Addresses.parse(""),
          25_165_824,
          64,
          Duration.ofSeconds(75),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          1_024);

  private static final Addresses THIS_MACHINE = Addresses.parse("127.0.0.0/8,::1/128");
  private static final int FEW = 64;
  private static final long FEW_RECEIVE = 1_048_576;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /**
   * Whose connections are not counted by address: those of the proxies. Where none are named, those
   * of this machine, for its own programs are many clients too; but they are not believed.
   */
  Addresses uncounted() {
    return proxies.networks().isEmpty() ? THIS_MACHINE : proxies;
  }

  /** The same for a listener that only machines of the operator use. */
  public WireSettings forFew() {
    return new WireSettings(
        Math.min(maxConnections, FEW),
        Math.min(maxPerAddress, FEW),
        proxies,
        FEW_RECEIVE,
        FEW,
        idle,
        head,
        body,
        write,
        rate);
  }

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    WireSettings settings(Settings settings) {
      return new WireSettings(
          settings.count(
              "http.max-connections",
              STANDARD.maxConnections,
              16,
              50_000,
              "Connections open at once; beyond it idle ones are closed, then new ones refused."),
          settings.count(
              "http.max-connections-per-address",
              STANDARD.maxPerAddress,
              1,
              50_000,
              "The same for one address."),
          proxies(settings),
          settings.number(
              "http.max-received-bytes",
              STANDARD.maxReceived,
              1_048_576,
              1_073_741_824,
              "Bytes of heads and small bodies that are being received, of all together."),
          settings.count(
              "http.max-large-bodies",
              STANDARD.maxLargeBodies,
              1,
              10_000,
              "Bodies over 64 KiB that are being received at once; beyond it the answer is 503."),
          settings.duration(
              "http.idle-timeout",
              STANDARD.idle,
              SHORTEST,
              LONGEST,
              "How long a connection stays open without a request."),
          settings.duration(
              "http.head-timeout",
              STANDARD.head,
              SHORTEST,
              LONGEST,
              "How long the head of a request may take from its first byte."),
          settings.duration(
              "http.body-timeout",
              STANDARD.body,
              SHORTEST,
              LONGEST,
              "How long a body may pause, and the time it gets beside what its bytes earn."),
          settings.duration(
              "http.write-timeout",
              STANDARD.write,
              SHORTEST,
              LONGEST,
              "How long a client may take nothing of its answer."),
          settings.count(
              "http.min-rate",
              STANDARD.rate,
              1,
              1_048_576,
              "Bytes per second that a body, or the reader of an answer, must average."));
    }

    private static Addresses proxies(Settings settings) {
      String name = "http.trusted-proxies";
      String text =
          settings.text(
              name,
              "",
              "Reverse proxies, as addresses or networks: their X-Forwarded-For is believed, and"
                  + " their connections are not limited by address.");
      try {
        return Addresses.parse(text);
      } catch (IllegalArgumentException e) {
        throw Settings.refuse(name, "must be addresses like 10.0.0.0/8,::1/128");
      }
    }
  }
}
