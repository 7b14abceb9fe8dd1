package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.ExportOwnData;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Everything that is kept of the caller, to take away. */
@Path("/users/me/exports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity", description = "Users and tokens")
public class PersonalExportsResource {
  private final ExportOwnData exports;
  private final Caller caller;

  @Inject
  PersonalExportsResource(ExportOwnData exports, Caller caller) {
    this.exports = exports;
    this.caller = caller;
  }

  @POST
  @Operation(
      operationId = "requestMyExport",
      summary = "Ask for everything that is kept of the caller",
      description =
          "A job writes a zip: the profile, sessions and tokens without secrets, memberships,"
              + " blocks, every message that the caller wrote with its earlier bodies, scheduled"
              + " messages, receipts, reports, webhooks without secrets, each as JSON Lines, and"
              + " the files that the caller uploaded. Nothing that others wrote is in it. Ready,"
              + " it takes the place of the one before and is kept for a day by default.")
  @APIResponse(
      responseCode = "202",
      description = "The job; its Location tells how far it is",
      content = @Content(schema = @Schema(implementation = PersonalExportView.class)))
  @APIResponse(responseCode = "409", description = "Another one is unfinished")
  @APIResponse(responseCode = "429", description = "Two were asked for today, by default")
  public Response request() {
    PersonalExportView asked = PersonalExportView.of(exports.ask(caller.id()));
    return Response.accepted(asked).location(URI.create("/users/me/exports/" + asked.id())).build();
  }

  @GET
  @Operation(
      operationId = "listMyExports",
      summary = "List the caller's exports, the newest first",
      description = "At most 100.")
  @APIResponse(responseCode = "200", description = "All that have not expired")
  public Page<PersonalExportView> list() {
    return new Page<>(exports.of(caller.id()).stream().map(PersonalExportView::of).toList(), null);
  }

  @GET
  @Path("/{exportId}")
  @Operation(
      operationId = "getMyExport",
      summary = "Tell how far an export is",
      description = "It becomes READY or FAILED; asking once a second is often enough.")
  @APIResponse(responseCode = "200", description = "The job")
  @APIResponse(responseCode = "404", description = "The caller has no such export")
  public PersonalExportView get(@PathParam("exportId") String id) {
    return PersonalExportView.of(exports.find(caller.id(), id));
  }

  @GET
  @Path("/{exportId}/content")
  @Produces(ArchiveAnswer.ZIP)
  @RateLimited(RateLimit.EXPORT)
  @Operation(
      operationId = "downloadMyExport",
      summary = "Download an export",
      description = "As a zip. Several ranges are answered with the whole.")
  @APIResponse(
      responseCode = "200",
      description = "The archive",
      content =
          @Content(
              mediaType = ArchiveAnswer.ZIP,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "206",
      description = "The range asked for",
      content =
          @Content(
              mediaType = ArchiveAnswer.ZIP,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "The caller has no such export")
  @APIResponse(responseCode = "409", description = "It is not READY")
  @APIResponse(responseCode = "416", description = "The range lies behind the end of the archive")
  @APIResponse(responseCode = "429", description = "Too many exports are downloaded")
  public Response download(
      @PathParam("exportId") String id,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange) {
    return new ArchiveAnswer(exports.findReady(caller.id(), id)).bytes(exports, range, ifRange);
  }

  @DELETE
  @Path("/{exportId}")
  @Operation(
      operationId = "deleteMyExport",
      summary = "Remove an export, also while it is written",
      description = "Nobody sees it any more; its bytes are removed within minutes.")
  @APIResponse(responseCode = "204", description = "It is removed")
  @APIResponse(responseCode = "404", description = "The caller has no such export")
  public void remove(@PathParam("exportId") String id) {
    exports.remove(caller.id(), id);
  }
}
