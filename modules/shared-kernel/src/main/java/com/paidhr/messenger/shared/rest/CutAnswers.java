package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.wire.ServedClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Ends the connection when an answer fails that has begun: the platform would complete its framing,
 * and an export of which half is missing would look whole.
 */
@Provider
@Priority(0)
@ApplicationScoped
public class CutAnswers implements WriterInterceptor {
  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    try {
      answer.proceed();
    } catch (IOException | RuntimeException e) {
      ServedClient.cutOff();
      throw e;
    }
  }
}
