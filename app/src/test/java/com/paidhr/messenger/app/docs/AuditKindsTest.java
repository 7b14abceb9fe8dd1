package com.paidhr.messenger.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the audit log in {@code docs/security.md} has what the modules note. */
class AuditKindsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*`) \\|", Pattern.MULTILINE);

  /**
   * Sources that note, or name what is noted: changes of conversations are told by their own names.
   */
  private static final Pattern NOTES =
      Pattern.compile("AuditEntry|audit\\.note\\(|class AuditCheck|record Change\\(");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** An action as the modules write it; what else looks so is no word before a dot. */
  private static final Pattern ACTION =
      Pattern.compile(
          "\"((?:session|sessions|user|signingKey|conversation|member|invite|invitation|message|report|queue|deadLetter|deadLetters|networkProfile|webhook|visibility|audit|service|legal-hold)\\.[a-zA-Z.-]+)\"");

  private static List<String> documented() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/security.md"));
    int begin = document.indexOf("| action | when |");
    Matcher row = ROW.matcher(document.substring(begin, document.indexOf("\n\n", begin)));
    List<String> actions = new ArrayList<>();
    while (row.find()) {
      Matcher quoted = QUOTED.matcher(row.group(1));
      while (quoted.find()) {
        actions.add(quoted.group(1));
      }
    }
    return actions;
  }

  private static Set<String> noted() throws IOException {
    Set<String> actions = new TreeSet<>();
    for (String place : List.of("modules", "app/src/main")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(place))) {
        files
            .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
            .map(AuditKindsTest::read)
            .filter(source -> NOTES.matcher(source).find())
            .forEach(source -> {
              Matcher action = ACTION.matcher(source);
              while (action.find()) {
                actions.add(action.group(1));
              }
            });
      }
    }
    return actions;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean covers(String documented, String action) {
    return documented.endsWith(".*")
        ? action.startsWith(documented.substring(0, documented.length() - 1))
        : action.equals(documented);
  }

  @Test
  void areAllDocumented() throws IOException {
    List<String> documented = documented();

    assertThat(noted())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            action -> assertThat(documented).as(action).anyMatch(each -> covers(each, action)));
  }

  @Test
  void areAllNotedSomewhere() throws IOException {
    Set<String> noted = noted();

    assertThat(documented())
        .allSatisfy(each -> assertThat(noted).as(each).anyMatch(action -> covers(each, action)));
  }

  /** What an organization's auditors ask for, and which action tells it. */
  @ParameterizedTest
  @CsvSource({
    "sign-in with its result, session.started",
    "sign-out and a refresh token used again, session.ended",
    "sessions ended, sessions.ended",
    "registration and a user made, user.created",
    "role, user.roles.changed",
    "deactivation, user.deactivated",
    "reactivation, user.reactivated",
    "reset of a password, user.password.resetIssued",
    "a reset that was used, user.password.reset",
    "second factor, user.secondFactor.enabled",
    "second factor ended, user.secondFactor.ended",
    "second factor reset, user.secondFactor.reset",
    "change of a password, user.password.changed",
    "change of an email, user.email.changed",
    "keys rotated, signingKey.rotated",
    "messages deleted by others, message.deleted",
    "use of /admin/visibility, visibility.explained",
    "exports, conversation.exported",
    "settings of the service, service.started",
    "settings of a conversation, conversation.updated",
    "settings of the network, networkProfile.set"
  })
  void haveWhatAuditorsAskFor(String what, String action) throws IOException {
    assertThat(noted()).as(what).contains(action);
  }
}
