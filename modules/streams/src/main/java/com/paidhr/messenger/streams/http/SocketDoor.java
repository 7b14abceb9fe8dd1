package com.paidhr.messenger.streams.http;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.rest.HttpSettings;
import com.paidhr.messenger.streams.application.OpenStream;
import com.paidhr.messenger.streams.application.Streams;
import com.paidhr.messenger.streams.application.Visitor;
import com.paidhr.messenger.streams.application.Visitors;
import com.paidhr.messenger.streams.domain.StreamSettings;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Decides, before a connection becomes a WebSocket, who comes in. */
@ApplicationScoped
public class SocketDoor {
  private static final Set<String> PARAMETERS = Set.of("ticket");

  private final Streams streams;
  private final Visitors visitors;
  private final SocketCommands commands;
  private final Refusals refusals;
  private final StreamSettings settings;
  private final HttpSettings http;

  @Inject
  SocketDoor(
      Streams streams,
      Visitors visitors,
      SocketCommands commands,
      Refusals refusals,
      StreamSettings settings,
      HttpSettings http) {
    this.streams = streams;
    this.visitors = visitors;
    this.commands = commands;
    this.refusals = refusals;
    this.settings = settings;
    this.http = http;
  }

  /**
   * Lets a client in.
   *
   * @throws DomainException with status 403 when a page of another server asks or the token only
   *     reads, 401, 429 or 503
   */
  SocketChannel admit(Headers headers, UriQuery query) {
    requireOrigin(headers);
    StreamRequest asked = new StreamRequest(headers, query);
    Visitor visitor = asked.visitor(visitors);
    asked.allowOnly(PARAMETERS);
    if (!visitor.mayWrite()) {
      throw DomainException.forbidden("An access token that only reads has /events");
    }
    OpenStream stream = streams.admit(visitor);
    return new SocketChannel(stream, commands, settings.heartbeat(), http.maxJsonBody());
  }

  Refusals.Refusal refusal(RuntimeException failure) {
    return refusals.of(failure);
  }

  /** A page's scripts act for whoever looks at it, so only pages that are known may connect. */
  private void requireOrigin(Headers headers) {
    String origin = headers.first(HeaderNames.ORIGIN).orElse(null);
    if (origin == null || settings.origins().contains(origin)) {
      return;
    }
    String host = headers.first(HeaderNames.HOST).orElse("");
    if (!origin.equals("http://" + host) && !origin.equals("https://" + host)) {
      throw DomainException.forbidden("Pages of this origin may not open streams");
    }
  }
}
