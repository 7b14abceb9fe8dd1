package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;

/**
 * The one JSON mapping of the service. Reading is strict: unknown fields, duplicate keys, trailing
 * content, wrong types, unpaired surrogates, nesting deeper than 32 and lists longer than their
 * field allows are refused. Times are ISO 8601 in UTC.
 */
@Provider
@ApplicationScoped
public class JsonMapping implements ContextResolver<ObjectMapper> {
  private static final int MAX_DEPTH = 32;

  private static final ObjectMapper MAPPER = strict();

  @Override
  public ObjectMapper getContext(Class<?> type) {
    return MAPPER;
  }

  /** The mapper for everything else that reads or writes JSON. */
  @Produces
  @Singleton
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  private static ObjectMapper strict() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .addModule(new JavaTimeModule())
        .addModule(
            new SimpleModule()
                .addDeserializer(String.class, new StrictText())
                .addDeserializer(Instant.class, new StrictInstant())
                .setDeserializerModifier(new BoundedList.Modifier()))
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .build();
  }
}
