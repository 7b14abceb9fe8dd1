package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of no more entries than the field's {@code @Schema(maxItems)} says, or 1,000 where it
 * says nothing. It stops at the first entry too many, so that a list costs no more memory than its
 * field allows, however long the body is.
 */
final class BoundedList extends StdDeserializer<List<?>> implements ContextualDeserializer {
  private static final long serialVersionUID = 1L;
  private static final int STANDARD = 1_000;

  private final JavaType list;
  private final int max;
  private final transient @Nullable JsonDeserializer<Object> entries;

  private BoundedList(JavaType list, int max, @Nullable JsonDeserializer<Object> entries) {
    super(list);
    this.list = list;
    this.max = max;
    this.entries = entries;
  }

  /** A list that is longer than its field allows. */
  static final class TooLong extends MismatchedInputException {
    private static final long serialVersionUID = 1L;

    TooLong(JsonParser parser, int max) {
      super(parser, "At most " + max + " entries are allowed", List.class);
    }
  }

  /** Takes the place of the usual reading of lists. */
  static final class Modifier extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyCollectionDeserializer(
        DeserializationConfig config,
        CollectionType type,
        BeanDescription description,
        JsonDeserializer<?> usual) {
      // The mapper has put ArrayList in the place of List by now.
      return type.getRawClass() == ArrayList.class ? new BoundedList(type, STANDARD, null) : usual;
    }
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) throws JsonMappingException {
    Schema schema = property == null ? null : schemaOf(property);
    return new BoundedList(
        list,
        schema == null || schema.maxItems() <= 0 ? STANDARD : schema.maxItems(),
        context.findContextualValueDeserializer(list.getContentType(), property));
  }

  /** The mapping does not hand the annotations of a record's components on to what reads them. */
  private static @Nullable Schema schemaOf(BeanProperty property) {
    Schema own = property.getAnnotation(Schema.class);
    Class<?> owner = property.getMember() == null ? null : property.getMember().getDeclaringClass();
    if (own != null || owner == null || !owner.isRecord()) {
      return own;
    }
    return Arrays.stream(owner.getRecordComponents())
        .filter(component -> component.getName().equals(property.getName()))
        .map(component -> component.getAccessor().getAnnotation(Schema.class))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (entries == null || !parser.isExpectedStartArrayToken()) {
      return (List<?>) context.handleUnexpectedToken(list, parser);
    }
    List<@Nullable Object> read = new ArrayList<>();
    try {
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (read.size() == max) {
          throw new TooLong(parser, max);
        }
        read.add(
            token == JsonToken.VALUE_NULL
                ? entries.getNullValue(context)
                : entries.deserialize(parser, context));
      }
    } catch (TooLong e) {
      throw e;
    } catch (JsonMappingException e) {
      throw JsonMappingException.wrapWithPath(e, read, read.size());
    }
    return read;
  }
}
