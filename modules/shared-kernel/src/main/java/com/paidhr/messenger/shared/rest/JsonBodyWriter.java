package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes JSON bodies with the one mapping of the service. The platform's own writer does not ask
 * for it, and would write times as numbers. An answer goes out as it is made, through a small
 * buffer, so that it never lies in memory as a whole. It goes through characters, since Jackson's
 * own UTF-8 writes an emoji as two escapes of six bytes, or, told otherwise, breaks one that lies
 * across the pieces of a long text.
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

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return mediaType.getSubtype().toLowerCase(Locale.ROOT).endsWith("json")
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
    Writer characters = new OutputStreamWriter(new Unflushed(body), StandardCharsets.UTF_8);
    try (JsonGenerator json = mapper.createGenerator(characters)) {
      mapper.writeValue(json, entity);
    }
  }

  /** Jersey decides when the answer's head is sent and closes the stream, nobody else. */
  private static final class Unflushed extends FilterOutputStream {
    Unflushed(OutputStream body) {
      super(body);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
