package com.paidhr.messenger.app.acceptance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The routes that an external issuer calls. Standards of their own describe them, so the document
 * of the API does not.
 */
final class IssuerRoutes {
  private IssuerRoutes() {}

  /** Method and path of each. */
  static Set<String> all() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.paidhr.messenger.identity")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(type -> type.getMethods().stream().flatMap(method -> routes(type, method)))
            .collect(Collectors.toSet());
  }

  private static Stream<String> routes(JavaClass type, JavaMethod method) {
    if (!method.isAnnotatedWith(Operation.class)
        || !method.getAnnotationOfType(Operation.class).hidden()) {
      return Stream.empty();
    }
    String own =
        method.isAnnotatedWith(Path.class) ? method.getAnnotationOfType(Path.class).value() : "";
    String path = "/" + type.getAnnotationOfType(Path.class).value() + "/" + own;
    return method.getAnnotations().stream()
        .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
        .map(annotation ->
            annotation.getRawType().getAnnotationOfType(HttpMethod.class).value()
                + " "
                + path.replaceAll("/+", "/").replaceAll("/$", ""));
  }
}
