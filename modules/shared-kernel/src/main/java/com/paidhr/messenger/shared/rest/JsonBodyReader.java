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
    byte[] bytes = start(body, settings.maxJsonBody() + 1);
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
