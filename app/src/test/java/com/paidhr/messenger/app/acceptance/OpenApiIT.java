package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.Yaml;

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
                .filter(type -> type.isAnnotatedWith(jakarta.ws.rs.Path.class))
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
                    document
                        .resolved(response.getValue())
                        .at("/content/application~1problem+json/schema/$ref")
                        .asText()
                        .equals("#/components/schemas/Problem")));
    assertThat(operations)
        .filteredOn(operation -> operation.json().has("requestBody"))
        .allSatisfy(operation ->
            assertThat(operation.json().get("responses").properties())
                .map(Map.Entry::getKey)
                .contains("405", "408", "413", "415", "431"));
  }

  @Test
  void namesEveryOperationByAVerbAndANoun() {
    assertThat(operations)
        .map(operation -> text(operation, "/operationId"))
        .contains("sendMessage", "markMessageRead", "listConversationMembers", "replayDeadLetter")
        .allMatch(id -> id.matches("[a-z]+([A-Z][A-Za-z]*)+"))
        .noneMatch(id -> id.matches("(post|put|patch)[A-Z].*"));
  }

  @Test
  void saysWhatIsAlwaysThereAndWhatMayBeNull() {
    JsonNode message = document.schema("Message");
    assertThat(names(message.get("required")))
        .containsExactlyElementsOf(
            message.get("properties").properties().stream().map(Map.Entry::getKey).toList());
    assertThat(message.at("/properties/body/nullable").asBoolean()).isTrue();
    assertThat(message.at("/properties/replyPreview/nullable").asBoolean()).isTrue();
    assertThat(message.at("/properties/seq").has("nullable")).isFalse();
    assertThat(names(document.schema("User").get("required"))).doesNotContain("email", "roles");
    assertThat(names(document.schema("NewConversation").get("required"))).containsExactly("type");
    assertThat(document.schema("NetworkProfile").has("required")).isFalse();
  }

  @Test
  void writesConstantsAndFieldsAsTheyGoOverTheWire() {
    assertThat(names(document.schema("NetworkPreset").get("enum"))).contains("3g", "offline-30s");
    assertThat(document.schema("ReplayRequest").get("properties").properties())
        .map(Map.Entry::getKey)
        .containsExactly("cause", "conversationId", "dryRun", "rate");
    assertThat(document.json().at("/components/schemas").properties())
        .filteredOn(schema -> schema.getValue().has("properties"))
        .allSatisfy(schema ->
            assertThat(schema.getValue().get("properties").properties())
                .as(schema.getKey())
                .allMatch(field -> !field.getValue().isEmpty()));
  }

  @Test
  void boundsWhatAListTakes() {
    assertThat(operations)
        .flatMap(operation -> operation.json().findValues("parameters"))
        .flatMap(parameters -> List.copyOf(parameters.findParents("in")))
        .allSatisfy(parameter -> {
          assertThat(parameter.at("/name").asText()).isNotEqualTo("Content-Length");
          assertThat(parameter.at("/schema").has("type") || parameter.at("/schema").has("$ref"))
              .as(parameter.toString())
              .isTrue();
        })
        .filteredOn(parameter -> parameter.at("/name").asText().equals("limit"))
        .hasSizeGreaterThan(5)
        .allSatisfy(parameter -> {
          assertThat(parameter.at("/schema/minimum").asInt()).isEqualTo(1);
          assertThat(parameter.at("/schema/maximum").asInt()).isEqualTo(200);
          assertThat(parameter.at("/schema/default").asInt()).isIn(50, 200);
        });
  }

  @Test
  void isTheDocumentThatIsCommitted() throws IOException {
    Path root = Path.of(System.getProperty("messenger.root"));
    Path live = root.resolve("app/target/openapi.yaml");
    Files.writeString(
        live, messenger.anonymous().get("/openapi").expect(200).text().strip() + "\n");
    JsonNode committed =
        new ObjectMapper()
            .valueToTree(new Yaml().load(Files.readString(root.resolve("docs/openapi.yaml"))));

    assertThat(DocumentChanges.between(committed, document.json()))
        .as("docs/openapi.yaml is not what the service says; the new one is in %s", live)
        .isEmpty();
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

  /** What a browser shows is no part of the API. */
  private static boolean isPage(JavaMethod method) {
    return method.isAnnotatedWith(Operation.class)
        && method.getAnnotationOfType(Operation.class).hidden();
  }

  private static Stream<String> route(JavaClass type, JavaMethod method) {
    String own =
        method.isAnnotatedWith(jakarta.ws.rs.Path.class)
            ? "/" + method.getAnnotationOfType(jakarta.ws.rs.Path.class).value()
            : "";
    String path = "/" + type.getAnnotationOfType(jakarta.ws.rs.Path.class).value() + own;
    return method.getAnnotations().stream()
        .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
        .filter(annotation -> !isPage(method))
        .map(annotation ->
            annotation.getRawType().getAnnotationOfType(HttpMethod.class).value()
                + " "
                + path.replaceAll("/+", "/").replaceAll(":[^}]*}", "}"));
  }

  private static List<String> names(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String text(OpenApiDocument.Operation operation, String pointer) {
    return operation.json().at(pointer).asText();
  }
}
