package com.paidhr.messenger.app.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jnosql.mapping.metadata.ClassScanner;
import org.eclipse.jnosql.mapping.reflection.ReflectionClassScanner;
import org.junit.jupiter.api.Test;

class EntityIndexTest {
  private final ClassScanner found = ClassScanner.load();
  private final ClassScanner readingEverything = new ReflectionClassScanner();

  @Test
  void isWhatJakartaNoSqlAsks() {
    assertThat(found).isInstanceOf(EntityIndex.class);
  }

  @Test
  void findsWhatAScanOfAllClassesFinds() {
    assertThat(found.entities()).isNotEmpty().isEqualTo(readingEverything.entities());
    assertThat(found.embeddables()).isEqualTo(readingEverything.embeddables());
    assertThat(found.repositories()).isEqualTo(readingEverything.repositories());
    assertThat(found.customRepositories()).isEqualTo(readingEverything.customRepositories());
    assertThat(found.repositoriesStandard()).isEqualTo(readingEverything.repositoriesStandard());
  }
}
