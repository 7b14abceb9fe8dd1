package com.paidhr.messenger.app.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;

/** The records and enums of ours that have a schema, by its name. */
final class DeclaredTypes {
  private static final String INDEX = "META-INF/jandex.idx";
  private static final String OURS = "com.paidhr.messenger.";

  private DeclaredTypes() {}

  /** Finds them in the indexes that the build has put into the modules. */
  static Map<String, Class<?>> byName() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Map<String, Class<?>> types = new TreeMap<>();
    try {
      for (URL place : Collections.list(loader.getResources(INDEX))) {
        add(read(place), loader, types);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return types;
  }

  /** The name of the schema of a type that has one. */
  static String nameOf(Class<?> type) {
    return type.getAnnotation(Schema.class).name();
  }

  private static Index read(URL place) throws IOException {
    try (InputStream bytes = place.openStream()) {
      return new IndexReader(bytes).read();
    }
  }

  private static void add(Index index, ClassLoader loader, Map<String, Class<?>> types) {
    for (AnnotationInstance schema : index.getAnnotations(Schema.class)) {
      if (schema.target().kind() == AnnotationTarget.Kind.CLASS && schema.value("name") != null) {
        ClassInfo type = schema.target().asClass();
        if (type.name().toString().startsWith(OURS)) {
          types.put(schema.value("name").asString(), load(type.name().toString(), loader));
        }
      }
    }
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The index names a class that is not there", e);
    }
  }
}
