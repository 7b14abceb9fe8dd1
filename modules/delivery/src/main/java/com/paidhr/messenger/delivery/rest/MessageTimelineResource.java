package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.watch.DeliveryStatuses;
import com.paidhr.messenger.delivery.watch.DeliveryStatuses.Seen;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened to a message, in the order of time. */
@Path("/messages/{id}/timeline")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "delivery")
public class MessageTimelineResource {
  private final Caller caller;
  private final DeliveryStatuses statuses;

  @Inject
  MessageTimelineResource(Caller caller, DeliveryStatuses statuses) {
    this.caller = caller;
    this.statuses = statuses;
  }

  @GET
  @Operation(
      operationId = "getMessageTimeline",
      summary = "What happened to a message",
      description =
          "Accepted, queued, distributed to the recipients' lanes, each attempt with its worker and the simulator's draw, delivered or failed, received by a client that said so, read. One page.")
  @APIResponse(responseCode = "200", description = "Everything that is recorded")
  @APIResponse(responseCode = "404", description = "No such message, or the caller does not see it")
  public Page<TimelineEntryView> timeline(@PathParam("id") MessageId id) {
    Seen seen = statuses.seenBy(caller.id(), id);
    List<TimelineEntryView> entries = new ArrayList<>();
    entries.add(
        TimelineEntryView.of(seen.message().createdAt(), "accepted", seen.message().sender()));
    List<UserId> users =
        seen.record().map(DeliveryRecord::recipients).orElse(List.of()).stream()
            .map(RecipientStatus::recipient)
            .toList();
    Map<UserId, Instant> read = statuses.readTimes(seen, users);
    seen.record().ifPresent(record -> add(record, read.keySet(), entries));
    statuses
        .receivedTimes(seen, caller.id())
        .forEach((user, at) -> entries.add(TimelineEntryView.of(at, "received", user)));
    read.forEach((user, at) -> entries.add(TimelineEntryView.of(at, "read", user)));
    entries.sort(Comparator.comparing(TimelineEntryView::at));
    return new Page<>(entries, null);
  }

  private static void add(
      DeliveryRecord record, Set<UserId> readers, List<TimelineEntryView> entries) {
    entries.add(TimelineEntryView.of(record.queuedAt(), "queued", null));
    entries.add(TimelineEntryView.by(record.firstPassAt(), "distributed", null, record.worker()));
    for (RecipientStatus status : record.recipients()) {
      attempts(record, status)
          .forEach(attempt -> entries.add(TimelineEntryView.of(status.recipient(), attempt)));
      Instant at = status.at();
      Instant delivered = status.deliveredAt(readers.contains(status.recipient()));
      if (delivered != null) {
        entries.add(TimelineEntryView.of(delivered, "delivered", status.recipient()));
      } else if (status.state() == State.FAILED && at != null) {
        entries.add(TimelineEntryView.of(at, "failed", status.recipient()));
      }
    }
  }

  /**
   * Of a delivery that went well at once no attempt is kept, since nothing is to be known of it.
   */
  private static List<AttemptRecord> attempts(DeliveryRecord record, RecipientStatus status) {
    Instant at = status.at();
    return status.state() == State.DELIVERED && status.history().isEmpty() && at != null
        ? List.of(new AttemptRecord(1, at, record.worker(), "ARRIVES", 0, "", false))
        : status.history();
  }
}
