package com.paidhr.messenger.app.mongo;

import jakarta.data.repository.DataRepository;
import jakarta.nosql.Embeddable;
import jakarta.nosql.Entity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jnosql.mapping.metadata.ClassScanner;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexReader;

/**
 * Tells Jakarta NoSQL which entities there are, from the Jandex indexes that the modules ship. Its
 * own scanner reads every class of every library at each start. There are no repositories; {@code
 * EntityIndexTest} finds out when there are.
 */
public final class EntityIndex implements ClassScanner {
  private static final String INDEX = "META-INF/jandex.idx";

  private final Set<Class<?>> entities = new HashSet<>();
  private final Set<Class<?>> embeddables = new HashSet<>();

  /**
   * @throws UncheckedIOException when an index cannot be read
   */
  public EntityIndex() {
    try {
      for (URL url : Collections.list(loader().getResources(INDEX))) {
        try (InputStream in = url.openStream()) {
          var index = new IndexReader(in).read();
          index.getAnnotations(Entity.class).forEach(each -> add(entities, each));
          index.getAnnotations(Embeddable.class).forEach(each -> add(embeddables, each));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }

  private static void add(Set<Class<?>> found, AnnotationInstance annotation) {
    try {
      found.add(loader().loadClass(annotation.target().asClass().name().toString()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("An index names a class that is not there", e);
    }
  }

  @Override
  public Set<Class<?>> entities() {
    return Collections.unmodifiableSet(entities);
  }

  @Override
  public Set<Class<?>> embeddables() {
    return Collections.unmodifiableSet(embeddables);
  }

  @Override
  public Set<Class<?>> repositories() {
    return Set.of();
  }

  @Override
  public <T extends DataRepository<?, ?>> Set<Class<?>> repositories(Class<T> filter) {
    return Set.of();
  }

  @Override
  public Set<Class<?>> repositoriesStandard() {
    return Set.of();
  }

  @Override
  public Set<Class<?>> customRepositories() {
    return Set.of();
  }
}
