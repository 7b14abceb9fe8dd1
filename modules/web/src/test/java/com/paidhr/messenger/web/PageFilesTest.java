package com.paidhr.messenger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {
  private static final Path PAGES = Path.of("target/classes/com/paidhr/messenger/web/pages");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:from '|src=\"|href=\")([./][^'\"]*)['\"]");
  private static final int MAX_PAGE = 300_000;

  private final PageFiles files = new PageFiles();

  @Test
  void hasThePagesWithTheirTypes() {
    assertThat(files.find("index.html"))
        .get()
        .extracting(PageFile::type)
        .isEqualTo("text/html; charset=utf-8");
    assertThat(files.find("console.html")).isPresent();
    assertThat(files.find("openapi.html")).isPresent();
    assertThat(files.find("assets/chat/main.js"))
        .get()
        .extracting(PageFile::type)
        .isEqualTo("text/javascript; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../PageFiles.class",
        "assets/../index.html",
        "assets/..%2findex.html",
        "assets//base.css",
        "/index.html",
        "assets/.hidden.js",
        "assets/nothing.js",
        "assets",
        "PageFiles.class",
        "assets/base.css\0.js"
      })
  void leavesNothingElseOut(String path) {
    assertThat(files.find(path)).isEmpty();
  }

  @Test
  void packsWhatItSends() throws IOException {
    PageFile file = files.find("assets/base.css").orElseThrow();

    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(file.packed()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(file.plain());
    }
  }

  /** Every script, style and picture that a file names is in the jar, and nothing is elsewhere. */
  @Test
  void hasWhateverItsFilesName() throws IOException {
    try (var all = Files.walk(PAGES)) {
      for (Path file : all.filter(Files::isRegularFile).filter(PageFilesTest::isOurs).toList()) {
        var named = ADDRESS.matcher(Files.readString(file));
        while (named.find()) {
          String address = named.group(1);
          Path target =
              address.startsWith("/")
                  ? PAGES.resolve(address.substring(1))
                  : file.resolveSibling(address);
          assertThat(target.normalize())
              .as("%s, named by %s", address, file)
              .satisfiesAnyOf(
                  path -> assertThat(path).exists(),
                  path -> assertThat(address).isIn("/", "/console"));
        }
      }
    }
  }

  @Test
  void staysLight() throws IOException {
    long weight = 0;
    try (var all = Files.walk(PAGES)) {
      for (Path file :
          all.filter(Files::isRegularFile).filter(PageFilesTest::isOfTheChat).toList()) {
        weight +=
            files
                .find(PAGES.relativize(file).toString())
                .map(found -> found.packed().length)
                .orElse(0);
      }
    }
    assertThat(weight).isPositive().isLessThan(MAX_PAGE);
  }

  @Test
  void namesNoOtherHost() throws IOException {
    try (var all = Files.walk(PAGES)) {
      for (Path file : all.filter(Files::isRegularFile).filter(PageFilesTest::isOurs).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .replace("http://www.w3.org/2000/svg", ""))
            .as(file.toString())
            .doesNotContain("http://", "https://")
            .doesNotContain("innerHTML");
      }
    }
  }

  private static boolean isOurs(Path file) {
    return !file.toString().contains("vendor");
  }

  private static boolean isOfTheChat(Path file) {
    return !file.toString().matches(".*(console|uPlot|openapi|swagger).*");
  }
}
