package com.paidhr.messenger.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\| ([0-9]{3}) \\|", Pattern.MULTILINE);

  @Test
  void isDocumentedWithSlugAndStatus() throws IOException {
    String page = Files.readString(Path.of("../../docs/problems.md"));

    List<String> documented =
        ROW.matcher(page).results().map(row -> row.group(1) + " " + row.group(2)).toList();

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values())
                .map(type -> type.slug() + " " + type.status())
                .toList());
  }

  @Test
  void hasASlugOfItsOwn() {
    assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::slug)).doesNotHaveDuplicates();
  }
}
