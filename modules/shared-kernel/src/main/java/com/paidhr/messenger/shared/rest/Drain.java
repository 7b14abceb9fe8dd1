package com.paidhr.messenger.shared.rest;

import io.helidon.Main;
import io.helidon.common.Weighted;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.spi.HelidonShutdownHandler;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;

/**
 * Lets clients go in peace. Told to stop, the node first says that it is not ready and still serves
 * everyone for a time, so that whoever spreads requests over nodes notices. Then the requests that
 * are being answered finish before the server stops, for at most three seconds: Helidon itself
 * interrupts them at once. Requests that arrive meanwhile are told to try again elsewhere.
 */
public final class Drain implements Filter, HelidonShutdownHandler, Weighted {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** In front of the platform's handler that stops the server, which weighs 200. */
  private static final double WEIGHT = 300;

  /** Whether this program is ending: stores and threads may be gone before a request is. */
  private static volatile boolean ending;

  /** Whether this program was told to end. */
  private static volatile boolean leaving;

  private final DirectProblems problems;
  private final Duration delay;
  private int inFlight;
  private boolean stopping;

  Drain(DirectProblems problems, Duration delay) {
    this.problems = problems;
    this.delay = delay;
  }

  /** Whether this node was told to stop, and clients had better ask another. */
  public static boolean isLeaving() {
    return leaving;
  }

  static boolean isEnding() {
    return ending;
  }

  /** Takes part in the program's end. */
  Drain registered() {
    Main.addShutdownHandler(this);
    return this;
  }

  @Override
  public double weight() {
    return WEIGHT;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!enter()) {
      response.status(Status.SERVICE_UNAVAILABLE_503);
      response.header(HeaderNames.CONNECTION, "close");
      response.header(HeaderNames.RETRY_AFTER, DirectProblems.RETRY_AFTER);
      response.header(HeaderNames.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE);
      response.send(problems.json(DirectProblems.stopping()));
      return;
    }
    try {
      chain.proceed();
    } finally {
      leave();
    }
  }

  @Override
  public synchronized void shutdown() {
    leaving = true;
    try {
      stayReachable();
      stopping = true;
      ending = true;
      long end = System.nanoTime() + PATIENCE.toNanos();
      for (long left = PATIENCE.toMillis(); inFlight > 0 && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stayReachable() throws InterruptedException {
    long end = System.nanoTime() + delay.toNanos();
    for (long left = delay.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
  }

  private synchronized boolean enter() {
    if (!stopping) {
      inFlight++;
    }
    return !stopping;
  }

  private synchronized void leave() {
    inFlight--;
    if (stopping && inFlight == 0) {
      notifyAll();
    }
  }
}
