package com.paidhr.messenger.testsupport.attacks;

import java.io.ByteArrayOutputStream;

/** Bodies and requests that are cheap to send and were dear to answer. */
public final class Hostile {
  /** What attackers put into what they send, so that it would be found in the log. */
  public static final String SECRET = "planted-secret-e7a1";

  private static final int ENTRIES = 130_000;
  private static final int SEGMENTS = 60_000;
  private static final int HELD = 270_000;

  private Hostile() {}

  /** A new conversation of 130,000 members, just within what a body may have. */
  public static String manyMembers() {
    return "{\"type\":\"GROUP\",\"name\":\""
        + SECRET
        + "\",\"memberIds\":["
        + "\"1\",".repeat(ENTRIES - 1)
        + "\"1\"]}";
  }

  /** Somebody new, each with a password to hash. */
  public static String registration(int number) {
    return """
    {"username": "%1$s", "email": "%1$s@example.org", "password": "%2$s"}\
    """
        .formatted("flood" + number + "x" + Long.toString(System.nanoTime(), 36), SECRET);
  }

  /** A JPEG of 240 kB whose segments have no content. */
  public static byte[] emptySegments() {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
    for (int i = 0; i < SEGMENTS; i++) {
      jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE5, 0, 2});
    }
    jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return jpeg.toByteArray();
  }

  /** The beginning of an upload, 270 kB of it, whose end never comes. */
  public static String endlessUpload(String token) {
    return "POST /media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + token
        + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n"
        + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
        + "Content-Type: text/plain\r\n\r\n"
        + SECRET.repeat(HELD / SECRET.length());
  }

  /** The beginning of a head that never ends, just shorter than the longest that is read. */
  public static String endlessHead() {
    return "GET / HTTP/1.1\r\nHost: x\r\n" + ("A: " + SECRET + "a".repeat(176) + "\r\n").repeat(79);
  }

  /** The beginning of a body of so many bytes that never ends. */
  public static String endlessBody(int length) {
    return tokenRequest("Content-Length: " + length) + "{" + SECRET + " ".repeat(15_880);
  }

  /** A body that is never sent, though the service is asked whether it wants it. */
  public static String neverSent() {
    return tokenRequest("Expect: 100-continue\r\nContent-Length: 17000");
  }

  /** A request in the body of another, whose length can be understood in two ways. */
  public static String smuggled() {
    return tokenRequest("Transfer-Encoding: chunked\r\nContent-Length: 5")
        + "0\r\n\r\nGET /"
        + SECRET
        + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private static String tokenRequest(String headers) {
    return "POST /tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n\r\n";
  }
}
