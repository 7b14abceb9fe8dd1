package com.paidhr.messenger.messaging.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.application.ExportConversation;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A whole conversation as a file. */
@Path("/messages/export")
@RequestScoped
@Tag(name = "messages")
public class ExportResource {
  private static final String JSON_LINES = "application/jsonl";

  private final Caller caller;
  private final ExportConversation exportConversation;
  private final ObjectMapper mapper;

  @Inject
  ExportResource(Caller caller, ExportConversation exportConversation, ObjectMapper mapper) {
    this.caller = caller;
    this.exportConversation = exportConversation;
    this.mapper = mapper;
  }

  @GET
  @Produces(JSON_LINES)
  @Operation(
      operationId = "exportMessages",
      summary = "Export a conversation",
      description =
          "JSON Lines, streamed: one message a line, ascending by seq, all that the caller sees.")
  @APIResponse(
      responseCode = "200",
      description = "The messages",
      content =
          @Content(
              mediaType = JSON_LINES,
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      format = "binary",
                      description = "JSON Lines: one object of the schema Message a line")))
  @APIResponse(responseCode = "400", description = "No conversationId")
  @APIResponse(
      responseCode = "404",
      description = "No such conversation, or the caller may not know of it")
  @RateLimited(RateLimit.EXPORT)
  public StreamingOutput export(
      @Parameter(required = true, description = "The conversation to export")
          @QueryParam("conversationId")
          @Nullable ConversationId conversation) {
    if (conversation == null) {
      throw DomainException.badParameter("conversationId", "Say which conversation to export");
    }
    UserId reader = caller.id();
    Page<MessageView> first = exportConversation.begin(reader, conversation);
    return body -> {
      try (SequenceWriter lines = mapper.writer().withRootValueSeparator("\n").writeValues(body)) {
        exportConversation.<IOException>export(
            reader, conversation, first, page -> lines.writeAll(page).flush());
        if (!first.items().isEmpty()) {
          body.write('\n');
        }
      }
    };
  }
}
