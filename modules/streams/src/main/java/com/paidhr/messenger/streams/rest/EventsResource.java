package com.paidhr.messenger.streams.rest;

import com.fasterxml.jackson.databind.util.RawValue;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.streams.application.Collected;
import com.paidhr.messenger.streams.application.OpenStream;
import com.paidhr.messenger.streams.application.Streams;
import com.paidhr.messenger.streams.application.TicketOffice;
import com.paidhr.messenger.streams.application.Tickets;
import com.paidhr.messenger.streams.application.Visitor;
import com.paidhr.messenger.streams.application.Visitors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What streams need beside themselves. */
@Path("/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "streams", description = "What happens, as it happens")
public class EventsResource {
  private static final int LONGEST_WAIT = 30;
  private static final int USUAL_WAIT = 25;
  private static final int LONGEST_CURSOR = 200;

  private final Visitors visitors;
  private final TicketOffice office;
  private final Streams streams;

  @Inject
  EventsResource(Visitors visitors, TicketOffice office, Streams streams) {
    this.visitors = visitors;
    this.office = office;
    this.streams = streams;
  }

  @POST
  @Path("/ticket")
  @Operation(
      operationId = "createEventTicket",
      summary = "Get a ticket for a stream",
      description =
          "For browsers, whose EventSource and WebSocket send no header: ?ticket= stands for the token of this request, once, for 30 seconds.")
  @APIResponse(responseCode = "200", description = "The ticket")
  public TicketView ticket(@Context HttpHeaders headers) {
    return new TicketView(office.issue(visitor(headers)), Tickets.LIFE.toSeconds());
  }

  @GET
  @Path("/poll")
  @Operation(
      operationId = "pollEvents",
      summary = "Wait for events",
      description =
          "For clients that cannot hold a stream: the same events. Answers as soon as there are some, else after wait seconds without any. Without a cursor it answers at once with the one to begin at.")
  @APIResponse(responseCode = "200", description = "Events, and where to go on")
  public PollView poll(
      @Parameter(description = "Where to go on", schema = @Schema(maxLength = LONGEST_CURSOR))
          @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(
              description = "Seconds",
              schema =
                  @Schema(
                      implementation = Integer.class,
                      minimum = "0",
                      maximum = "30",
                      defaultValue = "25"))
          @QueryParam("wait")
          @Nullable Integer wait,
      @Context HttpHeaders headers)
      throws InterruptedException {
    int seconds = wait == null ? USUAL_WAIT : wait;
    if (seconds < 0 || seconds > LONGEST_WAIT) {
      throw DomainException.badParameter("wait", "wait is 0 to " + LONGEST_WAIT + " seconds");
    }
    if (cursor != null && cursor.length() > LONGEST_CURSOR) {
      throw DomainException.badParameter("cursor", "The cursor is too long");
    }
    try (OpenStream stream = streams.admit(visitor(headers))) {
      stream.begin(cursor == null || cursor.isBlank() ? null : cursor);
      return viewOf(stream.collect(Duration.ofSeconds(seconds)));
    }
  }

  private static PollView viewOf(Collected collected) {
    return new PollView(
        collected.events().stream()
            .map(event -> new RawValue(new String(event.json(), StandardCharsets.UTF_8)))
            .toList(),
        collected.cursor());
  }

  private Visitor visitor(HttpHeaders headers) {
    List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
    return visitors.find(authorization == null ? List.of() : authorization);
  }
}
