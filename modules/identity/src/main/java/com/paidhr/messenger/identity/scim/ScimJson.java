package com.paidhr.messenger.identity.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** JSON as SCIM's own library reads and writes it, bounded. */
final class ScimJson {
  /** What SCIM calls its JSON. */
  static final String MEDIA_TYPE = "application/scim+json";

  static final MediaType TYPE = MediaType.valueOf(MEDIA_TYPE);

  /** Bytes of a body; a user with all attributes that there are has some 3 KiB. */
  private static final int MAX_BODY = 64 * 1024;

  private static final int MOST_OPERATIONS = 100;
  private static final String OPERATIONS = "Operations";
  private static final String ACTIVE = "active";

  private ScimJson() {}

  static String write(Object answer) {
    try {
      return JsonUtils.getObjectWriter().writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Our own answers can be written", e);
    }
  }

  /**
   * A user that somebody sent.
   *
   * @throws DomainException with status 400 when it is none, 413 when it is too long
   */
  static UserResource user(InputStream body) {
    return user(object(body));
  }

  static UserResource user(ObjectNode json) {
    JsonNode active = json.get(ACTIVE);
    if (active != null && active.isTextual()) {
      json.set(ACTIVE, truth(active));
    }
    return as(json, UserResource.class);
  }

  /** A change that somebody sent, of at most 100 operations. */
  static PatchRequest patch(InputStream body) {
    ObjectNode json = object(body);
    if (json.get(OPERATIONS) instanceof ArrayNode operations) {
      if (operations.size() > MOST_OPERATIONS) {
        throw malformed("A change has at most " + MOST_OPERATIONS + " operations");
      }
      for (JsonNode each : operations) {
        if (each instanceof ObjectNode operation && operation.path("op").isTextual()) {
          operation.put("op", operation.path("op").asText().toLowerCase(Locale.ROOT));
        }
      }
    }
    return as(json, PatchRequest.class);
  }

  /** Some directories write {@code "True"}, and operations with a capital. */
  private static JsonNode truth(JsonNode text) {
    return switch (text.asText().toLowerCase(Locale.ROOT)) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> new TextNode(text.asText());
    };
  }

  private static ObjectNode object(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(MAX_BODY + 1);
      if (bytes.length > MAX_BODY) {
        throw new DomainException(
            ProblemType.BODY_TOO_LARGE, "This body has at most " + MAX_BODY + " bytes");
      }
      if (JsonUtils.getObjectReader().readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw malformed("The body is not valid JSON");
    } catch (IOException e) {
      throw malformed("The body breaks off");
    }
    throw malformed("The body is not a JSON object");
  }

  private static <T> T as(ObjectNode json, Class<T> type) {
    try {
      return JsonUtils.nodeToValue(json, type);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw malformed("An attribute is not known or has another type");
    }
  }

  private static DomainException malformed(String detail) {
    return new DomainException(ProblemType.MALFORMED_REQUEST, detail);
  }
}
