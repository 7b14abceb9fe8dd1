package com.paidhr.messenger.app.log;

import com.paidhr.messenger.shared.Trace;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * One line per record, and the stack trace behind it. Whatever a message holds, it stays on its
 * line: control characters are escaped, which also keeps terminals from obeying them, and what is
 * longer than a reader would read is cut off.
 */
public final class BoundedFormatter extends Formatter {
  static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_REASON = 500;
  private static final int MOST_FRAMES = 80;
  private static final int MOST_CAUSES = 10;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");

  @Override
  public String format(LogRecord logged) {
    var line = new StringBuilder(200);
    line.append(TIME.format(ZonedDateTime.ofInstant(logged.getInstant(), ZoneId.systemDefault())));
    line.append(' ').append(logged.getLevel().getName());
    line.append(' ').append(logged.getLoggerName()).append(": ");
    appendBounded(line, formatMessage(logged), LONGEST_MESSAGE);
    if (RequestLine.of(logged) == null) {
      Trace.current()
          .ifPresent(trace -> line.append(" (request ").append(trace.text()).append(')'));
    }
    line.append('\n');
    appendThrown(line, "", logged.getThrown(), 0);
    return line.toString();
  }

  /** A failure, its causes and where they come from, as it stands in the log. */
  static String thrown(Throwable thrown) {
    var text = new StringBuilder(500);
    appendThrown(text, "", thrown, 0);
    return text.toString();
  }

  /** Written here, because the platform's own form repeats messages as they are. */
  private static void appendThrown(
      StringBuilder line, String begin, @Nullable Throwable thrown, int depth) {
    if (thrown == null || depth == MOST_CAUSES) {
      return;
    }
    line.append(begin).append(thrown.getClass().getName());
    if (thrown.getMessage() != null) {
      appendBounded(line.append(": "), thrown.getMessage(), LONGEST_REASON);
    }
    line.append('\n');
    StackTraceElement[] frames = thrown.getStackTrace();
    int most = depth == 0 ? MOST_FRAMES : MOST_FRAMES / 4;
    for (int i = 0; i < Math.min(frames.length, most); i++) {
      line.append("\tat ").append(frames[i]).append('\n');
    }
    if (frames.length > most) {
      line.append("\t... ").append(frames.length - most).append(" more\n");
    }
    appendThrown(line, "Caused by: ", thrown.getCause(), depth + 1);
  }

  private static void appendBounded(StringBuilder line, @Nullable String text, int longest) {
    String all = String.valueOf(text);
    int end = Math.min(all.length(), longest);
    for (int i = 0; i < end; i++) {
      char c = all.charAt(i);
      if (isUnsafe(c)) {
        line.append("\\u%04x".formatted((int) c));
      } else {
        line.append(c);
      }
    }
    if (end < all.length()) {
      line.append("… (").append(all.length() - end).append(" more characters)");
    }
  }

  /** Control characters, and those that turn the direction of what follows. */
  private static boolean isUnsafe(char c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || c == 0x2028
        || c == 0x2029;
  }
}
