package com.paidhr.messenger.app.openapi;

import com.paidhr.messenger.shared.PageRequest;
import java.math.BigDecimal;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says of parameters what is the same wherever they occur. */
final class CommonParameters {
  private static final Map<String, String> WORDS =
      Map.of(
          "ConversationId", "The conversation's id",
          "MediaId", "The file's id",
          "MessageId", "The message's id",
          "UserId", "The user's id");

  private CommonParameters() {}

  static void complete(Parameter parameter) {
    Schema schema = parameter.getSchema();
    if (schema == null) {
      return;
    }
    if (schema.getType() == null && schema.getRef() == null) {
      schema.setType(SchemaType.STRING);
    }
    switch (parameter.getName()) {
      case "limit" -> {
        schema.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT));
        if (schema.getDefaultValue() == null) {
          schema.setDefaultValue(PageRequest.DEFAULT_LIMIT);
        }
        describe(parameter, "How many items the page has at most");
      }
      case "cursor" ->
          describe(parameter, "next of the page before; without it the list begins anew");
      default -> {
        String target = SchemaWalk.target(schema);
        if (target != null && WORDS.containsKey(target)) {
          describe(parameter, WORDS.get(target));
        } else if (parameter.getName().equals("id")) {
          describe(parameter, "Its id");
        }
      }
    }
  }

  private static void describe(Parameter parameter, String words) {
    if (parameter.getDescription() == null) {
      parameter.setDescription(words);
    }
  }
}
