package com.paidhr.messenger.shared.wire;

import io.helidon.common.GenericType;
import io.helidon.common.media.type.MediaType;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProvider;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.util.function.BiConsumer;

/** Lets handlers of the server begin answers that last. Found by the server as a service. */
public final class LastingAnswers implements SinkProvider<byte[]> {
  @Override
  public boolean supports(GenericType<? extends Sink<?>> type, ServerRequest request) {
    return type.equals(LastingAnswer.TYPE);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <X extends Sink<byte[]>> X create(SinkProviderContext context) {
    return (X) new LastingAnswer(context);
  }

  @Override
  @SuppressWarnings("removal")
  public <X extends Sink<byte[]>> X create(
      ServerResponse response, BiConsumer<Object, MediaType> events, Runnable close) {
    throw new UnsupportedOperationException("Older servers only call this");
  }
}
