package com.paidhr.messenger.shared.wire;

import io.helidon.common.GenericType;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.DateTime;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.nio.charset.StandardCharsets;

/**
 * An answer that may last for days. Its head is written at once; what follows is written by the
 * connection itself, when the server is through with the request. So nothing is kept meanwhile of
 * the request, of the filters around it and of their stack. It ends with the connection, and has no
 * chunks.
 */
public final class LastingAnswer implements Sink<byte[]> {
  static final GenericType<LastingAnswer> TYPE = GenericType.create(LastingAnswer.class);

  private final WireWriter writer;

  LastingAnswer(SinkProviderContext context) {
    writer = (WireWriter) context.connectionContext().dataWriter();
    ServerResponse response = context.serverResponse();
    response.headers().set(HeaderValues.CONNECTION_CLOSE);
    writer.connection().answers(response.headers());
    writer.writeNow(head(response.status(), response.headers()));
    context.closeRunnable().run();
  }

  /** Writes the head: the status and the headers that the response has now. */
  public static LastingAnswer begin(ServerResponse response) {
    return response.sink(TYPE);
  }

  /**
   * Goes on behind the request, on the thread of the connection.
   *
   * @param rest writes what follows, by {@link #emit}; the connection ends when it returns, and it
   *     is called in any case
   */
  public void goOn(Runnable rest) {
    writer.connection().goOn(rest);
  }

  @Override
  public LastingAnswer emit(byte[] bytes) {
    writer.writeNow(BufferData.create(bytes));
    return this;
  }

  /** The connection ends it. */
  @Override
  public void close() {}

  private static BufferData head(Status status, ServerResponseHeaders headers) {
    BufferData head = BufferData.growing(512);
    head.write(ascii("HTTP/1.1 " + status.code() + " " + status.reasonPhrase() + "\r\nDate: "));
    head.write(DateTime.http1Bytes());
    for (Header header : headers) {
      header.validate();
      header.writeHttp1Header(head);
    }
    head.write(ascii("\r\n"));
    return head;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
