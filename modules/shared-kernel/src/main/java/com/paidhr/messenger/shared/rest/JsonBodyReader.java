package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.budget.Holding;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON bodies of at most {@code http.max-json-body} bytes, and charges the request for what
 * that takes. An empty body reads as null, so that a method may treat its body as optional.
 */
@Provider
@ApplicationScoped
@Priority(100)
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<Object> {
  /** Bytes that a body of unannounced length is given at first. */
  private static final int SMALL = 8_192;

  /**
   * Bytes of heap that parsing may need for a byte of the body, beyond the body itself: its
   * characters at two bytes each as Jackson collects them, the same joined, and the string at one.
   * A body of one long text costs most; lists are bounded as they are read. Reckoned, not measured.
   */
  private static final int PARSING = 5;

  /** Bytes of heap that are left when a byte of the body is parsed. */
  private static final int PARSED = 2;

  private final ObjectMapper mapper;
  private final HttpSettings settings;

  @Inject
  JsonBodyReader(ObjectMapper mapper, HttpSettings settings) {
    this.mapper = mapper;
    this.settings = settings;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return MediaType.APPLICATION_JSON_TYPE.isCompatible(mediaType)
        && !InputStream.class.isAssignableFrom(type);
  }

  @Override
  public @Nullable Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    BodyBuffer bytes = new BodyBuffer(Holding.current(), settings.maxJsonBody());
    bytes.fill(body, announced(headers));
    return parse(bytes, genericType);
  }

  private long announced(MultivaluedMap<String, String> headers) {
    String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("[0-9]{1,18}")
        ? Long.parseLong(length)
        : Math.min(SMALL, settings.maxJsonBody());
  }

  private @Nullable Object parse(BodyBuffer body, Type genericType) throws IOException {
    if (body.length() == 0) {
      return null;
    }
    if (!isUtf8(body)) {
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "A JSON body is UTF-8");
    }
    Holding holding = Holding.current();
    holding.take(PARSING * (long) body.length());
    try {
      return mapper.readValue(body.bytes(), 0, body.length(), mapper.constructType(genericType));
    } catch (JsonProcessingException e) {
      // The platform maps this exception itself, and would show how the body is read.
      throw JsonProblems.explain(e);
    } finally {
      holding.give((PARSING - PARSED) * (long) body.length() + body.bytes().length);
    }
  }

  /** The parser would guess UTF-16 and UTF-32, whose JSON begins with a mark or with a NUL. */
  private static boolean isUtf8(BodyBuffer body) {
    byte[] bytes = body.bytes();
    boolean marked =
        body.length() > 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE && bytes[0] != bytes[1];
    for (int i = 0; i < Math.min(4, body.length()); i++) {
      marked |= bytes[i] == 0;
    }
    return !marked;
  }
}
