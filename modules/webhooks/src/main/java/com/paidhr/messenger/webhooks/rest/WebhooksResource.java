package com.paidhr.messenger.webhooks.rest;

import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimited;
import com.paidhr.messenger.shared.rest.Caller;
import com.paidhr.messenger.webhooks.application.ManageWebhooks;
import com.paidhr.messenger.webhooks.application.TestWebhook;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's webhooks. */
@Path("/users/me/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks", description = "Events posted to addresses of the user")
public class WebhooksResource {
  private static final String NONE = "The caller has no such webhook";

  private final Caller caller;
  private final ManageWebhooks webhooks;
  private final TestWebhook testWebhook;

  @Inject
  WebhooksResource(Caller caller, ManageWebhooks webhooks, TestWebhook testWebhook) {
    this.caller = caller;
    this.webhooks = webhooks;
    this.testWebhook = testWebhook;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RateLimited(RateLimit.WEBHOOK)
  @Operation(
      operationId = "createWebhook",
      summary = "Register a webhook",
      description =
          "From now on each event that the caller's stream would tell is posted to the address,"
              + " signed as Standard Webhooks says, in order and at least once.")
  @APIResponse(
      responseCode = "201",
      description = "The webhook, and its secret, which cannot be seen again",
      content = @Content(schema = @Schema(implementation = WebhookSecretView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "409", description = "The caller has as many as may be")
  @APIResponse(
      responseCode = "422",
      description = "A field is not valid, or the host has no address that may be called")
  @APIResponse(responseCode = "429", description = "Too many of these requests")
  public Response create(WebhookRequest request) {
    WebhookSecretView made = WebhookSecretView.of(webhooks.create(caller.id(), request.toWish()));
    return Response.created(URI.create("/users/me/webhooks/" + made.webhook().id()))
        .entity(made)
        .build();
  }

  @GET
  @Operation(
      operationId = "listWebhooks",
      summary = "List the caller's webhooks",
      description = "The oldest first, all on one page.")
  @APIResponse(responseCode = "200", description = "All of them")
  public Page<WebhookView> list() {
    return new Page<>(webhooks.of(caller.id()).stream().map(WebhookView::of).toList(), null);
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getWebhook",
      summary = "Show a webhook",
      description = "And whether its events get through.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "404", description = NONE)
  public WebhookView single(@PathParam("id") String id) {
    return WebhookView.of(webhooks.single(caller.id(), id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RateLimited(RateLimit.WEBHOOK)
  @Operation(
      operationId = "changeWebhook",
      summary = "Change, stop or start a webhook",
      description =
          "What is left out stays as it is. One that was stopped or paused goes on where it was;"
              + " what its inbox does not have any more is told as a gap.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook as it is now",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "400", description = "The body cannot be read")
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(
      responseCode = "422",
      description = "A field is not valid, or the host has no address that may be called")
  @APIResponse(responseCode = "429", description = "Too many of these requests")
  public WebhookView change(@PathParam("id") String id, WebhookRequest request) {
    return WebhookView.of(webhooks.change(caller.id(), id, request.toWish()));
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteWebhook",
      summary = "End a webhook",
      description = "Nothing is posted any more, and its dead letters are gone.")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = NONE)
  public void delete(@PathParam("id") String id) {
    webhooks.remove(caller.id(), id);
  }

  @POST
  @Path("/{id}/secret")
  @RateLimited(RateLimit.WEBHOOK)
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Give a webhook a new secret",
      description = "For a day posts have two signatures, also one by the secret before.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook, and its secret, which cannot be seen again",
      content = @Content(schema = @Schema(implementation = WebhookSecretView.class)))
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(responseCode = "429", description = "Too many of these requests")
  public WebhookSecretView rotate(@PathParam("id") String id) {
    return WebhookSecretView.of(webhooks.rotate(caller.id(), id));
  }

  @POST
  @Path("/{id}/test")
  @RateLimited(RateLimit.WEBHOOK)
  @Operation(
      operationId = "testWebhook",
      summary = "Post a test event",
      description =
          "An event webhook.test, signed as all are, and answered when the receiver has. A pause"
              + " does not matter, and nothing is tried again.")
  @APIResponse(
      responseCode = "200",
      description = "What the receiver answered, or that it did not",
      content = @Content(schema = @Schema(implementation = WebhookTestView.class)))
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(responseCode = "429", description = "Too many of these requests, or tests at once")
  public WebhookTestView test(@PathParam("id") String id) {
    return WebhookTestView.of(testWebhook.send(caller.id(), id));
  }
}
