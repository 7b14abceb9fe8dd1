package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.ProblemType;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.DateTime;
import io.helidon.http.Status;
import java.util.function.BiFunction;

/** The few answers that are given in front of the server. */
final class Answers {
  private static final byte[] CONTINUE = Bytes.ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final String ALLOW = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE";

  private final BiFunction<ProblemType, String, byte[]> problems;

  /**
   * @param problems writes problem details with their detail as JSON
   */
  Answers(BiFunction<ProblemType, String, byte[]> problems) {
    this.problems = problems;
  }

  BufferData goOn() {
    return BufferData.create(CONTINUE);
  }

  /** What {@code OPTIONS *} asks for: the methods that exist here somewhere. */
  BufferData options(boolean endsConnection) {
    return answer(
        "204 No Content\r\nAllow: " + ALLOW + (endsConnection ? "\r\nConnection: close" : ""),
        new byte[0]);
  }

  BufferData refusal(RefusedException refusal) {
    return refusal(refusal.type(), refusal.reason());
  }

  /** An answer after which the connection ends. */
  BufferData refusal(ProblemType type, String reason) {
    byte[] body = problems.apply(type, reason);
    return answer(
        Status.create(type.status()).text()
            + "\r\nContent-Type: application/problem+json\r\nContent-Length: "
            + body.length
            + (type == ProblemType.UNAVAILABLE ? "\r\nRetry-After: 1" : "")
            + "\r\nConnection: close",
        body);
  }

  private static BufferData answer(String head, byte[] body) {
    BufferData answer = BufferData.growing(256 + body.length);
    answer.write(Bytes.ascii("HTTP/1.1 " + head + "\r\nDate: "));
    answer.write(DateTime.http1Bytes());
    answer.write(Bytes.ascii("\r\n"));
    answer.write(body);
    return answer;
  }
}
