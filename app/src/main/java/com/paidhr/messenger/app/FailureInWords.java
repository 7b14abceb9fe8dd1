package com.paidhr.messenger.app;

import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.paidhr.messenger.app.client.RequestFailedException;
import com.paidhr.messenger.app.transcript.ImportFailedException;
import com.paidhr.messenger.app.transcript.MalformedTranscriptException;
import com.paidhr.messenger.embeddedstore.EmbeddedStoreException;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.config.InvalidSettingException;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line why a verb failed: the innermost cause that was made for operators' eyes. */
final class FailureInWords {
  private static final int LONGEST = 500;
  private static final Pattern SERVER =
      Pattern.compile(
          "address=(?<address>[^,}]+), type=UNKNOWN[^}]*?(?:caused by \\{[^:}]+: (?<reason>[^}]*)})?}(?=[,}\\]])");

  private FailureInWords() {}

  static String of(Throwable failure) {
    Throwable innermost = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      innermost = cause;
      switch (cause) {
        case VerbFailedException known -> {
          return line(known);
        }
        case InvalidSettingException setting -> {
          return line(setting);
        }
        case EmbeddedStoreException store -> {
          return line(store);
        }
        case MongoTimeoutException mongo -> {
          return "MongoDB does not answer at " + servers(mongo);
        }
        case MongoSecurityException mongo -> {
          return "MongoDB refuses the name or the password in mongodb.uri: " + line(mongo);
        }
        case DomainException refusal -> {
          return line(refusal);
        }
        case MalformedTranscriptException malformed -> {
          return line(malformed);
        }
        case RequestFailedException refused -> {
          return line(refused);
        }
        case ImportFailedException refused -> {
          return line(refused);
        }
        default -> {}
      }
    }
    String unexpected = innermost.getClass().getSimpleName() + ": " + line(innermost);
    return unexpected.length() > LONGEST ? unexpected.substring(0, LONGEST) + "…" : unexpected;
  }

  /** The driver names each server that it has tried, with the reason. */
  private static String servers(MongoTimeoutException failure) {
    Matcher server = SERVER.matcher(line(failure));
    StringJoiner words = new StringJoiner(", ");
    while (server.find()) {
      String reason = server.group("reason");
      words.add(server.group("address") + (reason == null ? "" : " (" + reason + ")"));
    }
    return words.length() == 0 ? "the servers of mongodb.uri: " + line(failure) : words.toString();
  }

  private static String line(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "no reason given" : message.strip().replaceAll("\\s*\\R\\s*", " | ");
  }
}
