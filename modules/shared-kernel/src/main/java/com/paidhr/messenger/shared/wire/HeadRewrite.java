package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.wire.Head.Field;
import com.paidhr.messenger.shared.wire.Head.Form;
import java.io.ByteArrayOutputStream;

/**
 * Writes a legal head that the server would not serve as one that it does, with the same meaning:
 * HTTP/1.1, a path as target, one host, and a body whose length is given or that comes in chunks of
 * our own. Expectations are ours to answer.
 */
final class HeadRewrite {
  private static final byte[] VERSION = Bytes.ascii(" HTTP/1.1\r\n");
  private static final byte[] CHUNKED = Bytes.ascii("Transfer-Encoding: chunked\r\n");
  private static final byte[] WEBSOCKET = Bytes.ascii("Upgrade: websocket\r\n");
  private static final byte[] HOST = Bytes.ascii("Host: ");
  private static final byte[] NO_HOST = Bytes.ascii("Host: localhost\r\n");

  private HeadRewrite() {}

  /**
   * The head for the server.
   *
   * @param bytes holds the head, whose first byte the parser was given at {@code first}
   * @param length of the body when it was read already, else -1
   */
  static byte[] of(Head head, byte[] bytes, int first, int end, long length) {
    var out = new ByteArrayOutputStream(end - first + 64);
    out.write(bytes, first + head.begin, head.methodEnd - head.begin + 1);
    writePath(head, bytes, first, out);
    out.writeBytes(VERSION);
    boolean hasHost = writeFields(head, bytes, first + head.fieldsBegin, end - 2, out);
    if (head.form == Form.ABSOLUTE) {
      out.writeBytes(HOST);
      out.write(bytes, first + head.authorityBegin, head.pathBegin - head.authorityBegin);
      lineEnd(out);
    } else if (!hasHost) {
      out.writeBytes(NO_HOST);
    }
    if (head.isChunked) {
      out.writeBytes(length < 0 ? CHUNKED : Bytes.ascii("Content-Length: " + length + "\r\n"));
    }
    if (head.wantsWebSocket) {
      out.writeBytes(WEBSOCKET);
    }
    lineEnd(out);
    return out.toByteArray();
  }

  private static void writePath(Head head, byte[] bytes, int first, ByteArrayOutputStream out) {
    int from = first + head.pathBegin;
    int to = first + head.targetEnd;
    if (from == to || bytes[from] != '/') {
      out.write('/');
    }
    out.write(bytes, from, to - from);
  }

  private static boolean writeFields(
      Head head, byte[] bytes, int from, int end, ByteArrayOutputStream out) {
    boolean hasHost = false;
    int line = from;
    while (line < end) {
      int colon = Bytes.skipToken(bytes, line, end);
      int next = Bytes.skipText(bytes, colon, end) + 2;
      Field field = Field.of(bytes, line, colon);
      if (isKept(field, head)) {
        out.write(bytes, line, next - line);
        hasHost |= field == Field.HOST;
      }
      line = next;
    }
    return hasHost;
  }

  private static boolean isKept(Field field, Head head) {
    return switch (field) {
      // To whom takes trailers the server sends some behind answers that have no chunks.
      case EXPECT, TRANSFER_ENCODING, UPGRADE, TE -> false;
      case HOST -> head.form != Form.ABSOLUTE && !head.hasEmptyHost;
      case CONNECTION, CONTENT_LENGTH, OTHER -> true;
    };
  }

  private static void lineEnd(ByteArrayOutputStream out) {
    out.write('\r');
    out.write('\n');
  }
}
