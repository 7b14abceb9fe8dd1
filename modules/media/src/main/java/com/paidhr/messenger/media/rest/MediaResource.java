package com.paidhr.messenger.media.rest;

import com.paidhr.messenger.media.application.DiscardFile;
import com.paidhr.messenger.media.application.MediaSettings;
import com.paidhr.messenger.media.application.ReadFile;
import com.paidhr.messenger.media.application.UploadFile;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.limits.RateLimits;
import com.paidhr.messenger.shared.rest.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files: upload, download, discard. */
@Path("/media")
@RequestScoped
@Tag(name = "media", description = "Files that messages carry")
public class MediaResource {
  private final Caller caller;
  private final UploadFile uploadFile;
  private final ReadFile readFile;
  private final DiscardFile discardFile;
  private final FileStore files;
  private final MediaSettings settings;
  private final RateLimits rates;

  @Inject
  MediaResource(
      Caller caller,
      UploadFile uploadFile,
      ReadFile readFile,
      DiscardFile discardFile,
      FileStore files,
      MediaSettings settings,
      RateLimits rates) {
    this.caller = caller;
    this.uploadFile = uploadFile;
    this.readFile = readFile;
    this.discardFile = discardFile;
    this.files = files;
    this.settings = settings;
    this.rates = rates;
  }

  /** Streams one file into the store. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "uploadMedia",
      summary = "Upload a file",
      description =
          "The body has one part, named file. Where a virus scanner is configured, the file is"
              + " scanned before it is stored. Until a message carries the file, only its uploader"
              + " sees it; a file that no message carries is removed after a day by default.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema =
                  @Schema(
                      type = SchemaType.OBJECT,
                      requiredProperties = "file",
                      properties =
                          @SchemaProperty(
                              name = "file",
                              type = SchemaType.STRING,
                              format = "binary"))))
  @APIResponse(
      responseCode = "201",
      description = "Stored",
      content = @Content(schema = @Schema(implementation = MediaView.class)))
  @APIResponse(responseCode = "408", description = "The upload took too long")
  @APIResponse(
      responseCode = "413",
      description = "The file is larger than media.max-size or than the virus scanner takes")
  @APIResponse(responseCode = "415", description = "The body is not multipart/form-data")
  @APIResponse(
      responseCode = "422",
      description = "No file, several, an empty one, a bad name, or an infected file")
  @APIResponse(
      responseCode = "507",
      description = "A quota is used up (quota-exceeded), or the store has no room (storage-full)")
  @APIResponse(
      responseCode = "503",
      description = "The virus scanner or a store does not answer; nothing was stored")
  @RateLimited(RateLimit.UPLOAD)
  public Response upload(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1")
          long length,
      InputStream body) {
    rates.take(RateLimit.UPLOAD_BYTES, 1);
    CountedBody counted = new CountedBody(body);
    StoredFile stored;
    try {
      MultipartBody multipart = new MultipartBody(contentType, length, settings.maxSize(), counted);
      stored = uploadFile.upload(caller.id(), MultipartFile.open(multipart));
    } finally {
      rates.takeAnyway(RateLimit.UPLOAD_BYTES, Math.max(1, counted.count()));
    }
    return Response.created(URI.create("/media/" + stored.id()))
        .entity(MediaView.of(stored))
        .build();
  }

  /** How much the caller has stored. */
  @GET
  @Path("usage")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getMediaUsage",
      summary = "Show how many bytes of files the caller has stored, and may store",
      description = "Files that were uploaded and are not deleted count.")
  @APIResponse(responseCode = "200", description = "The caller's bytes")
  public MediaUsageView usage() {
    return new MediaUsageView(files.usage(caller.id()).user(), settings.quota().perUser());
  }

  /** Sends a file or one range of it. */
  @GET
  @Path("{id}")
  @Operation(
      operationId = "downloadMedia",
      summary = "Download a file",
      description =
          "For its uploader and for whoever may see a message that carries it. Several ranges are"
              + " answered with the whole file.")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = "*/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "206",
      description = "The range asked for",
      content =
          @Content(
              mediaType = "*/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "304", description = "The client has it already")
  @APIResponse(responseCode = "404", description = "No such file, or the caller may not know of it")
  @APIResponse(responseCode = "416", description = "The range lies behind the end of the file")
  public Response download(
      @PathParam("id") MediaId id,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    FileAnswer answer = new FileAnswer(readFile.find(caller.id(), id));
    return answer.isKnownTo(ifNoneMatch)
        ? answer.notModified()
        : answer.bytes(readFile, range, ifRange);
  }

  /** What a download would answer, without the bytes. */
  @HEAD
  @Path("{id}")
  @Operation(
      operationId = "checkMedia",
      summary = "Ask for a file's headers",
      description = "As the download without its bytes; a range is ignored.")
  @APIResponse(responseCode = "200", description = "The headers of the whole file")
  @APIResponse(responseCode = "304", description = "The client has it already")
  @APIResponse(responseCode = "404", description = "No such file, or the caller may not know of it")
  public Response describe(
      @PathParam("id") MediaId id,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    FileAnswer answer = new FileAnswer(readFile.find(caller.id(), id));
    return answer.isKnownTo(ifNoneMatch) ? answer.notModified() : answer.headers();
  }

  /** Removes a file that no message carries. */
  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "deleteMedia",
      summary = "Delete a file",
      description = "By its uploader, while no message carries it.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "403", description = "Somebody else uploaded it")
  @APIResponse(responseCode = "404", description = "No such file, or the caller may not know of it")
  @APIResponse(responseCode = "409", description = "A message carries it")
  public Response discard(@PathParam("id") MediaId id) {
    discardFile.discard(caller.id(), id);
    return Response.noContent().build();
  }
}
