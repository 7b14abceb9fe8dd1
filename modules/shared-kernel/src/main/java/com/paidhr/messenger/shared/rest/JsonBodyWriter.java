package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Writes JSON bodies with the one mapping of the service. The platform's own writer does not ask
 * for it, and would write times as numbers.
 */
@Provider
@ApplicationScoped
@Priority(100)
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
public class JsonBodyWriter implements MessageBodyWriter<Object> {
  private final ObjectMapper mapper;

  @Inject
  JsonBodyWriter(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** For the container's proxy only. */
  protected JsonBodyWriter() {
    this(JsonMapping.mapper());
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return mediaType.getSubtype().endsWith("json")
        && !CharSequence.class.isAssignableFrom(type)
        && !InputStream.class.isAssignableFrom(type)
        && !StreamingOutput.class.isAssignableFrom(type)
        && type != byte[].class;
  }

  @Override
  public void writeTo(
      Object entity,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    body.write(mapper.writeValueAsBytes(entity));
  }
}
