package com.paidhr.messenger.app.openapi;

import com.paidhr.messenger.app.openapi.CommonErrors.Reach;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds what holds everywhere, so that no resource has to repeat it: that a body is required unless
 * the resource says otherwise, the errors that any request may meet, the bounds of common
 * parameters, and what the types say about their fields.
 */
public final class CompleteDocument implements OASFilter {
  private static final String OPERATION = "operation";

  /** Written as one string, whatever they consist of. */
  private static final Map<String, String> IDS =
      Map.of(
          "ConversationId", "01kb6v0k3gq0ym8b7tzmq2d9xn",
          "MediaId", "01kb6v3rj2w7c1d9s4a0e5f8hz",
          "MessageId", "01kb6v0k3gq0ym8b7tzmq2d9xn.17",
          "UserId", "01kb6tzs5w8k2m4n6p8r0t2v4x");

  private static final Header LOCATION =
      OASFactory.createHeader()
          .description("Where it is, relative to this service")
          .schema(OASFactory.createSchema().type(SchemaType.STRING).format("uri-reference"));

  @Override
  public void filterOpenAPI(OpenAPI document) {
    IDS.forEach((name, example) ->
        document
            .getComponents()
            .addSchema(
                name,
                OASFactory.createSchema()
                    .type(SchemaType.STRING)
                    .description("Opaque, URL-safe")
                    .example(example)));
    namePages(document);
    TypedSchemas.correct(document);
    CommonErrors.define(document.getComponents());
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) ->
            item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
    SchemaWalk.removeUnused(document);
  }

  /** A page of members is a MemberPage, not a PageMemberView. */
  private static void namePages(OpenAPI document) {
    Map<String, Schema> components = document.getComponents().getSchemas();
    Map<String, String> names = new LinkedHashMap<>();
    components.forEach((name, schema) -> names.put(name, pageName(name, schema)));
    SchemaWalk.everywhere(
        document,
        schema -> {
          String target = SchemaWalk.target(schema);
          if (target != null && names.containsKey(target)) {
            schema.setRef(SchemaWalk.COMPONENTS + names.get(target));
          }
        });
    Map<String, Schema> named = new TreeMap<>();
    components.forEach((name, schema) -> named.put(names.get(name), schema));
    document.getComponents().setSchemas(named);
  }

  private static String pageName(String name, Schema schema) {
    Map<String, Schema> fields = schema.getProperties();
    Schema items = fields == null ? null : fields.get("items");
    Schema next = fields == null ? null : fields.get("next");
    if (!name.startsWith("Page") || items == null || next == null) {
      return name;
    }
    next.nullable(true).description("The cursor of the following page");
    schema.required(List.of("items", "next")).description("A part of a list");
    return SchemaWalk.target(items.getItems()) + "Page";
  }

  private static void complete(String path, HttpMethod method, Operation operation) {
    RequestBody body = operation.getRequestBody();
    if (body != null && body.getRequired() == null) {
      body.setRequired(true);
    }
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(CommonParameters::complete);
    }
    APIResponse created = operation.getResponses().getAPIResponse("201");
    if (created != null && !path.startsWith("/admin/") && !path.endsWith("/invites")) {
      created.addHeader("Location", LOCATION);
    }
    boolean open = isOpen(operation);
    if (open) {
      operation.setSecurity(List.of());
    }
    Set<Reach> reach =
        operation.getTags().contains(OPERATION)
            ? EnumSet.of(Reach.PROBES_TOO)
            : reach(path, operation, open);
    CommonErrors.complete(method, reach, operation.getResponses());
  }

  private static Set<Reach> reach(String path, Operation operation, boolean open) {
    Set<Reach> reach = EnumSet.of(Reach.PROBES_TOO, Reach.ALL);
    if (!open) {
      reach.add(Reach.WITH_TOKEN);
    }
    if (path.contains("{")) {
      reach.add(Reach.WITH_ID);
    }
    if (operation.getRequestBody() != null) {
      reach.add(Reach.WITH_BODY);
    }
    if (!operation.getResponses().hasAPIResponse("204")) {
      reach.add(Reach.ANSWERED_WITH_BODY);
    }
    return reach;
  }

  private static boolean isOpen(Operation operation) {
    return operation.getSecurity() != null
        && operation.getSecurity().stream()
            .allMatch(requirement -> requirement.getSchemes().isEmpty());
  }
}
