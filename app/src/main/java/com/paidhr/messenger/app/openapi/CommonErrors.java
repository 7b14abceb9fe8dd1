package com.paidhr.messenger.app.openapi;

import com.paidhr.messenger.shared.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * The errors that any request of a kind may meet. Where a resource says nothing of its own about
 * one, the operation refers to the common words.
 */
final class CommonErrors {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final Set<Integer> LATER = Set.of(429, 503);

  /** In which operations an error can occur. */
  enum Reach {
    PROBES_TOO,
    ALL,
    WITH_TOKEN,
    WITH_ID,
    WITH_BODY,
    ANSWERED_WITH_BODY
  }

  /** Of several problems with one status this is the usual one. */
  private record Common(ProblemType type, Reach reach, String words) {
    String status() {
      return Integer.toString(type.status());
    }

    String component() {
      StringBuilder name = new StringBuilder();
      for (String word : type.slug().split("-", -1)) {
        name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      }
      return name.toString();
    }
  }

  private static final List<Common> COMMON =
      List.of(
          new Common(
              ProblemType.MALFORMED_REQUEST,
              Reach.ALL,
              "The request cannot be read, or a parameter is unknown or impossible"),
          new Common(ProblemType.UNAUTHENTICATED, Reach.WITH_TOKEN, "No valid token"),
          new Common(
              ProblemType.FORBIDDEN,
              Reach.WITH_TOKEN,
              "The caller may not, or a personal access token lacks the scope"),
          new Common(
              ProblemType.NOT_FOUND,
              Reach.WITH_ID,
              "Absent, or the caller may not know that it exists"),
          new Common(
              ProblemType.METHOD_NOT_ALLOWED,
              Reach.ALL,
              "The path has no such method; Allow names those that it has"),
          new Common(
              ProblemType.NOT_ACCEPTABLE,
              Reach.ANSWERED_WITH_BODY,
              "Accept names none of the types that this service has"),
          new Common(ProblemType.REQUEST_TIMEOUT, Reach.ALL, "The request took too long to arrive"),
          new Common(ProblemType.BODY_TOO_LARGE, Reach.WITH_BODY, "The body is too large"),
          new Common(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              Reach.WITH_BODY,
              "The body has another media type than this operation takes"),
          new Common(
              ProblemType.TOO_MANY_REQUESTS,
              Reach.ALL,
              "Too many requests; Retry-After says when to come back"),
          new Common(
              ProblemType.HEAD_TOO_LARGE,
              Reach.PROBES_TOO,
              "The request line or a header is too large"),
          new Common(
              ProblemType.INTERNAL_ERROR,
              Reach.ALL,
              "Something failed on our side; instance names the incident in the log"),
          new Common(
              ProblemType.UNAVAILABLE,
              Reach.ALL,
              "A part of the service is unavailable; Retry-After says when to come back"),
          new Common(
              ProblemType.STORAGE_FULL,
              Reach.WITH_BODY,
              "The document store has no room: nothing was stored"));

  private static final Map<Integer, ProblemType> OTHERS =
      Map.of(
          409, ProblemType.CONFLICT,
          412, ProblemType.VERSION_CONFLICT,
          416, ProblemType.RANGE_NOT_SATISFIABLE,
          422, ProblemType.INVALID_CONTENT);

  private CommonErrors() {}

  /** Adds the common words to the document's components. */
  static void define(Components components) {
    for (Common common : COMMON) {
      components.addResponse(
          common.component(), completed(response(common.words()), common.type(), common.words()));
    }
  }

  /** Adds what is missing to one operation, and gives a body to what it says itself. */
  static void complete(HttpMethod method, Set<Reach> reach, APIResponses responses) {
    for (Common common : COMMON) {
      if (reach.contains(common.reach()) && !responses.hasAPIResponse(common.status())) {
        responses.addAPIResponse(
            common.status(),
            method == HttpMethod.HEAD
                ? response(common.words())
                : OASFactory.createAPIResponse().ref(common.component()));
      }
    }
    if (method != HttpMethod.HEAD) {
      responses.getAPIResponses().forEach(CommonErrors::giveBody);
    }
  }

  private static void giveBody(String status, APIResponse response) {
    if (status.compareTo("400") >= 0
        && response.getRef() == null
        && response.getContent() == null) {
      int number = Integer.parseInt(status);
      ProblemType usual =
          COMMON.stream()
              .map(Common::type)
              .filter(type -> type.status() == number)
              .findFirst()
              .orElseGet(() -> OTHERS.get(number));
      completed(response, usual, response.getDescription());
    }
  }

  private static APIResponse response(String words) {
    return OASFactory.createAPIResponse().description(words);
  }

  private static APIResponse completed(APIResponse response, ProblemType type, String words) {
    if (type != null && LATER.contains(type.status())) {
      response.addHeader("Retry-After", seconds());
    }
    return response.content(problem(type, words));
  }

  private static Header seconds() {
    return OASFactory.createHeader()
        .description("After how many seconds to try again")
        .schema(OASFactory.createSchema().type(SchemaType.INTEGER));
  }

  private static Content problem(ProblemType type, String words) {
    var media =
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
    if (type != null) {
      Map<String, Object> example = new LinkedHashMap<>();
      example.put("type", "/problems/" + type.slug());
      example.put("title", type.title());
      example.put("status", type.status());
      example.put("detail", words);
      media.setExample(example);
    }
    return OASFactory.createContent().addMediaType(MEDIA_TYPE, media);
  }
}
