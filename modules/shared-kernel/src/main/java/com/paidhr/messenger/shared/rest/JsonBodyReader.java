package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads JSON bodies of at most {@code http.max-json-body} bytes. An empty body reads as null, so
 * that a method may treat its body as optional.
 */
@Provider
@ApplicationScoped
@Priority(100)
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<Object> {
  private static final Logger LOG = LoggerFactory.getLogger(JsonBodyReader.class);

  private static final int SMALL = 16_384;
  private static final int MAX_LARGE_BODIES = 64;

  private final Semaphore largeBodies = new Semaphore(MAX_LARGE_BODIES);
  private final ObjectMapper mapper;
  private final HttpSettings settings;

  @Inject
  JsonBodyReader(ObjectMapper mapper, HttpSettings settings) {
    this.mapper = mapper;
    this.settings = settings;
  }

  /** For the container's proxy only. */
  protected JsonBodyReader() {
    this(JsonMapping.mapper(), HttpSettings.STANDARD);
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
    byte[] bytes = start(body, Math.min(SMALL, settings.maxJsonBody() + 1));
    if (bytes.length == SMALL) {
      return readLarge(bytes, genericType, body);
    }
    return parse(bytes, genericType);
  }

  /**
   * Large bodies are held in memory by a bounded number of requests, so that they cannot fill it.
   */
  private @Nullable Object readLarge(byte[] begin, Type genericType, InputStream body)
      throws IOException {
    if (!largeBodies.tryAcquire()) {
      throw DomainException.unavailable(
          "Too many large bodies are being read", Duration.ofSeconds(1), null);
    }
    try {
      byte[] rest = start(body, settings.maxJsonBody() + 1 - begin.length);
      byte[] bytes = Arrays.copyOf(begin, begin.length + rest.length);
      System.arraycopy(rest, 0, bytes, begin.length, rest.length);
      return parse(bytes, genericType);
    } finally {
      largeBodies.release();
    }
  }

  private @Nullable Object parse(byte[] bytes, Type genericType) throws IOException {
    if (bytes.length > settings.maxJsonBody()) {
      throw new DomainException(
          ProblemType.BODY_TOO_LARGE,
          "A JSON body has at most " + settings.maxJsonBody() + " bytes");
    }
    if (bytes.length == 0) {
      return null;
    }
    try {
      return mapper.readValue(bytes, mapper.constructType(genericType));
    } catch (JsonProcessingException e) {
      // The platform maps this exception itself, and would show how the body is read.
      throw JsonProblems.explain(e);
    }
  }

  /** The server ends a connection that breaks off with exceptions of several kinds. */
  private static byte[] start(InputStream body, int length) {
    try {
      return body.readNBytes(length);
    } catch (IOException | RuntimeException e) {
      LOG.debug("A body breaks off", e);
      throw new DomainException(ProblemType.MALFORMED_REQUEST, "The body breaks off");
    }
  }
}
