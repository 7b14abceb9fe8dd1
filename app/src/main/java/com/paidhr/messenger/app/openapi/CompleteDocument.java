package com.paidhr.messenger.app.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to every operation what all of them have in common: an id, that a body is required unless
 * the resource says otherwise, the errors that any request may meet, and problem details as their
 * content.
 */
public final class CompleteDocument implements OASFilter {
  /** Written as one string, whatever they consist of. */
  private static final Set<String> IDS = Set.of("ConversationId", "MediaId", "MessageId", "UserId");

  private static final Map<String, String> EVERYWHERE =
      Map.of(
          "400", "The request cannot be read, or a parameter is unknown or impossible",
          "401", "No valid token",
          "429", "Too many requests; Retry-After says when to come back",
          "503", "A part of the service is unavailable; Retry-After says when to come back");

  private static final Set<String> LATER = Set.of("429", "503");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    for (String id : IDS) {
      document
          .getComponents()
          .addSchema(
              id,
              OASFactory.createSchema().type(SchemaType.STRING).description("Opaque, URL-safe"));
    }
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) ->
            item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
  }

  private static void complete(String path, HttpMethod method, Operation operation) {
    if (operation.getOperationId() == null) {
      operation.setOperationId(idOf(path, method));
    }
    RequestBody body = operation.getRequestBody();
    if (body != null && body.getRequired() == null) {
      body.setRequired(true);
    }
    if (isOpen(operation)) {
      operation.setSecurity(List.of());
    } else {
      addErrors(path, operation.getResponses());
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, response) -> completeError(method, status, response));
  }

  /** Such as getMessagesIdStatus for GET /messages/{id}/status. */
  private static String idOf(String path, HttpMethod method) {
    StringBuilder id = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
    for (String word : path.split("[^A-Za-z0-9]+")) {
      if (!word.isEmpty()) {
        id.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      }
    }
    return id.toString();
  }

  private static boolean isOpen(Operation operation) {
    return operation.getSecurity() != null
        && operation.getSecurity().stream()
            .allMatch(requirement -> requirement.getSchemes().isEmpty());
  }

  private static void addErrors(String path, APIResponses responses) {
    EVERYWHERE.forEach((status, description) -> addError(responses, status, description));
    if (path.contains("{")) {
      addError(responses, "404", "Absent, or the caller may not know that it exists");
    }
  }

  private static void addError(APIResponses responses, String status, String description) {
    if (!responses.hasAPIResponse(status)) {
      responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
    }
  }

  private static void completeError(HttpMethod method, String status, APIResponse response) {
    if (status.compareTo("400") < 0 || response.getContent() != null) {
      return;
    }
    if (method != HttpMethod.HEAD) {
      response.setContent(problem());
    }
    if (LATER.contains(status)) {
      response.addHeader(
          "Retry-After",
          OASFactory.createHeader()
              .description("Seconds")
              .schema(OASFactory.createSchema().type(SchemaType.INTEGER)));
    }
  }

  private static Content problem() {
    return OASFactory.createContent()
        .addMediaType(
            "application/problem+json",
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
  }
}
