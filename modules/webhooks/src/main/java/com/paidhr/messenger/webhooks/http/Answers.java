package com.paidhr.messenger.webhooks.http;

import com.paidhr.messenger.webhooks.domain.Sent;
import com.paidhr.messenger.webhooks.domain.Sent.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;

/** Reads what receivers answer, and no more of it than is needed. */
final class Answers {
  /** Short answers are read whole, so that the connection may be used again. */
  private static final int MOST_BYTES = 4_096;

  private static final int EXCERPT = 200;
  private static final int DIGITS = 6;

  private Answers() {}

  /** The outcome that an answer is. What happens to its body changes nothing. */
  static Sent read(ClassicHttpResponse response, Duration took) {
    int status = response.getCode();
    return new Sent(result(status), status, took, retryAfter(response), excerpt(response));
  }

  private static Result result(int status) {
    return switch (status / 100) {
      case 2 -> Result.DELIVERED;
      case 3 -> Result.REDIRECTED;
      default -> Result.REFUSED;
    };
  }

  private static Duration retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    String value = header == null || header.getValue() == null ? "" : header.getValue().strip();
    boolean isSeconds =
        !value.isEmpty()
            && value.length() <= DIGITS
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    return isSeconds ? Duration.ofSeconds(Long.parseLong(value)) : Duration.ZERO;
  }

  private static String excerpt(ClassicHttpResponse response) {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return "";
    }
    byte[] read = new byte[MOST_BYTES];
    int length = 0;
    // Closing the stream would read all of the body; whoever has the answer closes the connection.
    try {
      InputStream body = entity.getContent();
      length = body.readNBytes(read, 0, MOST_BYTES);
      if (length == MOST_BYTES && body.read() >= 0) {
        length = EXCERPT;
      }
    } catch (IOException e) {
      length = 0;
    }
    String text = new String(read, 0, length, StandardCharsets.UTF_8);
    return text.codePoints()
        .limit(EXCERPT)
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static boolean isTimeout(Exception failure) {
    return failure instanceof InterruptedIOException;
  }
}
