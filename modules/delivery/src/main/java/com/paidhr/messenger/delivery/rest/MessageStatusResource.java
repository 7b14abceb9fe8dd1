package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.domain.Tally;
import com.paidhr.messenger.delivery.watch.DeliveryStatuses;
import com.paidhr.messenger.delivery.watch.DeliveryStatuses.Seen;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.Messages.Reads;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far a message has come. */
@Path("/messages/{id}/status")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "delivery", description = "How messages reach their recipients")
public class MessageStatusResource {
  private final Caller caller;
  private final DeliveryStatuses statuses;

  @Inject
  MessageStatusResource(Caller caller, DeliveryStatuses statuses) {
    this.caller = caller;
    this.statuses = statuses;
  }

  @GET
  @Operation(
      operationId = "getMessageStatus",
      summary = "Who has got a message",
      description =
          "Recipients in the order of their ids. In a large conversation, and before the message has been distributed, those members now to whom it was addressed; of one who has it in a large conversation the time is known only where everybody had it at once. Who has read it is told as far as the conversation's receipts mode allows.")
  @APIResponse(responseCode = "200", description = "The status")
  @APIResponse(responseCode = "400", description = "A parameter has an impossible value")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  public MessageStatusView status(
      @PathParam("id") MessageId id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest request = PageRequest.of(limit, cursor);
    Seen seen = statuses.seenBy(caller.id(), id);
    Page<RecipientStatus> page = statuses.recipients(seen, request);
    List<UserId> users = page.items().stream().map(RecipientStatus::recipient).toList();
    Reads read = statuses.reads(seen, users);
    return new MessageStatusView(
        seen.message().status().name(),
        counts(seen, read.count()),
        page.items().stream().map(status -> view(status, read.times())).toList(),
        page.next());
  }

  private static MessageStatusView.Counts counts(Seen seen, OptionalLong reads) {
    Long read = reads.isPresent() ? reads.getAsLong() : null;
    if (seen.record().isEmpty()) {
      MessageCounts counts = seen.message().counts();
      return new MessageStatusView.Counts(
          counts.recipients(), counts.delivered(), counts.failed(), read);
    }
    Tally tally = seen.record().get().tally();
    return new MessageStatusView.Counts(
        tally.recipients(), tally.delivered(), tally.failed(), read);
  }

  private static RecipientStatusView view(RecipientStatus status, Map<UserId, Instant> read) {
    Instant readAt = read.get(status.recipient());
    boolean delivered = status.isDelivered();
    String error =
        delivered || status.history().isEmpty() ? null : status.history().getLast().error();
    return new RecipientStatusView(
        status.recipient(),
        shown(status.state()),
        status.attempts(),
        status.deliveredAt(readAt != null),
        status.state() == State.FAILED ? status.at() : null,
        readAt,
        error);
  }

  private static String shown(State state) {
    return switch (state) {
      case WAITING -> "SENT";
      case READ -> State.DELIVERED.name();
      default -> state.name();
    };
  }
}
