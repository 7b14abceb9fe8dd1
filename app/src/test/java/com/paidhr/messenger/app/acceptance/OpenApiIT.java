package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The document at {@code /openapi} says all, and says the truth about who needs a token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final OpenApiDocument document = OpenApiDocument.of(messenger);
  private final List<OpenApiDocument.Operation> operations = document.operations();

  @Test
  void introducesItself() {
    assertThat(document.json().at("/openapi").asText()).startsWith("3.");
    assertThat(document.json().at("/info/title").asText()).isEqualTo("Messenger");
    assertThat(document.json().at("/info/license/name").asText()).isEqualTo("Apache 2.0");
    assertThat(document.json().at("/security/0").has("bearer")).isTrue();
    assertThat(document.json().at("/components/securitySchemes/bearer/scheme").asText())
        .isEqualTo("bearer");
  }

  @Test
  void listsEveryRoute() {
    List<String> routes =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.paidhr.messenger")
                .stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .filter(type -> !type.getPackageName().endsWith(".web")) // pages, not API
                .flatMap(type -> type.getMethods().stream().flatMap(it -> route(type, it)))
                .toList();

    assertThat(routes).hasSizeGreaterThan(40);
    assertThat(operations).map(Object::toString).containsAll(routes);
  }

  @Test
  void describesEveryOperation() {
    assertThat(operations)
        .isNotEmpty()
        .allSatisfy(operation -> {
          assertThat(text(operation, "/summary")).isNotBlank();
          assertThat(text(operation, "/tags/0")).isNotBlank();
          assertThat(operation.json().get("responses").properties())
              .anyMatch(response -> response.getKey().startsWith("2"));
        });
    assertThat(operations)
        .map(operation -> text(operation, "/operationId"))
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @Test
  void describesEveryError() {
    assertThat(operations)
        .filteredOn(OpenApiIT::needsToken)
        .hasSizeGreaterThan(40)
        .allSatisfy(operation ->
            assertThat(operation.json().get("responses").properties())
                .as(operation.toString())
                .map(Map.Entry::getKey)
                .contains("400", "401", "429", "503"))
        .filteredOn(operation -> !operation.method().equals("HEAD"))
        .allSatisfy(operation ->
            assertThat(operation.json().get("responses").properties())
                .filteredOn(response -> response.getKey().compareTo("400") >= 0)
                .allMatch(response ->
                    response
                        .getValue()
                        .at("/content/application~1problem+json/schema/$ref")
                        .asText()
                        .equals("#/components/schemas/Problem")));
  }

  @Test
  void givesASchemaToEverySuccessThatHasABody() {
    assertThat(operations)
        .filteredOn(operation -> !operation.method().equals("HEAD"))
        .filteredOn(operation -> operation.json().at("/responses").has("200"))
        .allSatisfy(operation ->
            assertThat(operation.json().at("/responses/200/content").findValues("schema"))
                .as(operation.toString())
                .isNotEmpty());
  }

  @Test
  void refersToWhatIsThere() {
    assertThat(document.json().findValuesAsText("$ref"))
        .hasSizeGreaterThan(100)
        .allMatch(target -> !document.json().at(target.substring(1)).isMissingNode());
    assertThat(document.json().at("/components/schemas/MessageId/type").asText())
        .isEqualTo("string");
    assertThat(document.json().at("/components/schemas/MessagePage/properties/items").isObject())
        .isTrue();
  }

  @Test
  void asksForATokenExactlyWhereTheDocumentSaysSo() {
    ApiClient anonymous = messenger.anonymous();

    assertThat(operations)
        .filteredOn(operation -> !operation.toString().equals("POST /users"))
        .allSatisfy(operation -> {
          var request = anonymous.request(operation.path().replaceAll("\\{[^}]*}", "x"));
          if (!operation.json().at("/requestBody").isMissingNode()) {
            request.header(
                "Content-Type",
                operation.takesJson()
                    ? "application/json"
                    : "multipart/form-data; boundary=of-nothing");
          }
          int status =
              anonymous
                  .send(request.method(operation.method(), BodyPublishers.ofString("{}")))
                  .status();
          assertThat(status == 401)
              .as("%s: %d", operation, status)
              .isEqualTo(needsToken(operation));
        });
  }

  private static boolean needsToken(OpenApiDocument.Operation operation) {
    JsonNode own = operation.json().path("security");
    return own.isMissingNode() || !own.isEmpty();
  }

  private static Stream<String> route(JavaClass type, JavaMethod method) {
    String own =
        method.isAnnotatedWith(Path.class)
            ? "/" + method.getAnnotationOfType(Path.class).value()
            : "";
    String path = "/" + type.getAnnotationOfType(Path.class).value() + own;
    return method.getAnnotations().stream()
        .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
        .map(annotation ->
            annotation.getRawType().getAnnotationOfType(HttpMethod.class).value()
                + " "
                + path.replaceAll("/+", "/").replaceAll(":[^}]*}", "}"));
  }

  private static String text(OpenApiDocument.Operation operation, String pointer) {
    return operation.json().at(pointer).asText();
  }
}
