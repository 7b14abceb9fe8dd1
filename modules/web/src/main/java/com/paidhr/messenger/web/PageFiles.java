package com.paidhr.messenger.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the pages, from this jar. What was asked for once is kept, with its compressed form:
 * there are some dozens of files, together below four megabytes, and names that are not in the jar
 * are not kept.
 */
@ApplicationScoped
class PageFiles {
  private static final String FOLDER = "pages/";

  /** No dots at the start of a part, so that no path leaves the folder. */
  private static final Pattern SAFE =
      Pattern.compile(
          "(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}/){0,4}[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "webmanifest", "application/manifest+json");

  private final Map<String, PageFile> found = new ConcurrentHashMap<>();

  /** The file at a path below the folder of the pages; empty where there is none. */
  Optional<PageFile> find(String path) {
    PageFile known = found.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || !SAFE.matcher(path).matches()) {
      return Optional.empty();
    }
    Optional<PageFile> read = read(path, type);
    read.ifPresent(file -> found.put(path, file));
    return read;
  }

  private static Optional<PageFile> read(String path, String type) {
    try (InputStream bytes = PageFiles.class.getResourceAsStream(FOLDER + path)) {
      return bytes == null
          ? Optional.empty()
          : Optional.of(PageFile.of(type, bytes.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
