package com.paidhr.messenger.streams.http;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violation;
import com.paidhr.messenger.streams.application.AskedUsers;
import com.paidhr.messenger.streams.application.Visitor;
import com.paidhr.messenger.streams.application.Visitors;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request for a stream says. It is as strict as requests to resources are. */
final class StreamRequest {
  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
  private static final int LONGEST_CURSOR = 200;

  private final Headers headers;
  private final UriQuery query;

  StreamRequest(Headers headers, UriQuery query) {
    this.headers = headers;
    this.query = query;
  }

  /**
   * Refuses parameters that are unknown or come twice; to be asked when it is known who asks.
   *
   * @throws DomainException with status 400
   */
  void allowOnly(Set<String> known) {
    List<Violation> wrong =
        query.names().stream()
            .filter(name -> !known.contains(name) || query.all(name).size() > 1)
            .map(name ->
                new Violation(
                    name,
                    known.contains(name)
                        ? "The parameter may be given once"
                        : "Unknown query parameter " + name))
            .toList();
    if (!wrong.isEmpty()) {
      throw DomainException.withViolations(ProblemType.UNKNOWN_PARAMETER, wrong);
    }
  }

  /** By ticket where there is one, else by the header. */
  Visitor visitor(Visitors visitors) {
    return parameter("ticket")
        .map(visitors::redeem)
        .orElseGet(() -> visitors.find(headers.all(HeaderNames.AUTHORIZATION, List::of)));
  }

  /**
   * Where to go on; null to begin now. A browser that reconnects by itself repeats its first
   * address and adds the header, so the header is the younger one.
   */
  @Nullable String cursor() {
    String cursor =
        headers
            .first(LAST_EVENT_ID)
            .filter(id -> !id.isBlank())
            .or(() -> parameter("cursor"))
            .orElse(null);
    if (cursor != null && cursor.length() > LONGEST_CURSOR) {
      throw DomainException.badParameter("cursor", "The cursor is too long");
    }
    return cursor;
  }

  /** Whose presence is to be told; nobody's unless asked for. */
  List<UserId> watched() {
    return parameter("watch").map(text -> AskedUsers.parse("watch", text)).orElse(List.of());
  }

  Optional<String> parameter(String name) {
    return query.contains(name)
        ? Optional.of(query.get(name)).filter(text -> !text.isBlank())
        : Optional.empty();
  }
}
