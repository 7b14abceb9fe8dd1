package com.paidhr.messenger.streams.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.paidhr.messenger.delivery.ReceivedMessages;
import com.paidhr.messenger.messaging.MessageActions;
import com.paidhr.messenger.messaging.MessageActions.Done;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.application.OpenStream;
import com.paidhr.messenger.streams.application.TellTyping;
import com.paidhr.messenger.streams.domain.Presence.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients say over a WebSocket. Each command has an {@code id} of the client's own and is
 * answered under it, with the status and the body that the same request has over HTTP.
 */
@ApplicationScoped
public class SocketCommands {
  private static final int NO_CONTENT = 204;
  private static final int LONGEST_ID = 64;

  private final MessageActions messages;
  private final ReceivedMessages received;
  private final TellTyping typing;
  private final Refusals refusals;
  private final ObjectMapper mapper;

  @Inject
  SocketCommands(
      MessageActions messages,
      ReceivedMessages received,
      TellTyping typing,
      Refusals refusals,
      ObjectMapper mapper) {
    this.messages = messages;
    this.received = received;
    this.typing = typing;
    this.refusals = refusals;
    this.mapper = mapper;
  }

  /**
   * A command as it was read.
   *
   * @param id what to answer under, null where the client gave none
   * @param fields everything but type and id
   */
  record Spoken(String type, @Nullable String id, ObjectNode fields) {}

  /**
   * Reads a command.
   *
   * @throws DomainException with status 400 when it is none
   */
  Spoken parse(String text) {
    JsonNode read;
    try {
      read = mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    if (!(read instanceof ObjectNode fields)) {
      throw malformed("A command is a JSON object");
    }
    JsonNode type = fields.remove("type");
    JsonNode id = fields.remove("id");
    if (type == null || !type.isTextual()) {
      throw malformed("A command has a type");
    }
    if (id != null && (!id.isTextual() || id.textValue().length() > LONGEST_ID)) {
      throw malformed("An id is a text of at most " + LONGEST_ID + " characters");
    }
    return new Spoken(type.textValue(), id == null ? null : id.textValue(), fields);
  }

  /** Does what a command asks for and says what to answer. */
  byte[] answer(Spoken command, OpenStream stream) {
    try {
      Done done = perform(command, stream);
      return done.status() == NO_CONTENT
          ? answer(command.id(), done.status(), null, null)
          : answer(command.id(), done.status(), "body", mapper.valueToTree(done.body()));
    } catch (RuntimeException e) {
      return refusal(command.id(), e);
    }
  }

  /** The answer to what could not be done. */
  byte[] refusal(@Nullable String id, RuntimeException failure) {
    Refusals.Refusal refusal = refusals.of(failure);
    try {
      return answer(id, refusal.status(), "problem", mapper.readTree(refusal.body()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Problem details are JSON", e);
    }
  }

  private Done perform(Spoken command, OpenStream stream) {
    UserId user = stream.user();
    ObjectNode fields = command.fields();
    return switch (command.type()) {
      case "send" -> messages.send(user, fields);
      case "read" -> messages.read(user, fields);
      case "received" -> {
        received.acknowledge(user, messages(only(fields, "messageIds")));
        yield new Done(NO_CONTENT, Map.of());
      }
      case "typing" -> {
        typing.tell(user, conversation(only(fields, "conversationId")));
        yield new Done(NO_CONTENT, Map.of());
      }
      case "presence" -> {
        stream.present(state(only(fields, "state")));
        yield new Done(NO_CONTENT, Map.of());
      }
      case "watch" -> {
        stream.watch(users(only(fields, "userIds")));
        yield new Done(NO_CONTENT, Map.of());
      }
      default -> throw malformed("There is no command " + command.type());
    };
  }

  private static JsonNode only(ObjectNode fields, String name) {
    JsonNode value = fields.get(name);
    if (value == null || fields.size() != 1) {
      throw malformed("This command has the field " + name + " and no other");
    }
    return value;
  }

  private static ConversationId conversation(JsonNode value) {
    try {
      return new ConversationId(value.asText());
    } catch (InvalidIdException e) {
      throw new DomainException(ProblemType.NOT_FOUND, "Nothing has this id");
    }
  }

  private static State state(JsonNode value) {
    return switch (value.asText()) {
      case "online" -> State.ONLINE;
      case "away" -> State.AWAY;
      default -> throw DomainException.invalid("/state", "A state is online or away");
    };
  }

  private static List<MessageId> messages(JsonNode value) {
    if (!value.isArray() || value.size() > ReceivedMessages.MOST) {
      throw DomainException.invalid(
          "/messageIds", "A list of at most " + ReceivedMessages.MOST + " messages");
    }
    List<MessageId> ids = new ArrayList<>();
    try {
      value.forEach(id -> ids.add(MessageId.fromString(id.asText())));
    } catch (InvalidIdException e) {
      throw DomainException.invalid("/messageIds", "One of these cannot be an id");
    }
    return ids;
  }

  private static List<UserId> users(JsonNode value) {
    List<UserId> users = new ArrayList<>();
    try {
      value.forEach(id -> users.add(new UserId(id.asText())));
    } catch (InvalidIdException e) {
      throw DomainException.invalid("/userIds", "One of these cannot be an id");
    }
    return users;
  }

  private byte[] answer(
      @Nullable String id, int status, @Nullable String name, @Nullable JsonNode content) {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("type", "answer").put("id", id).put("status", status);
    if (name != null) {
      answer.set(name, content);
    }
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static DomainException malformed(String detail) {
    return new DomainException(ProblemType.MALFORMED_REQUEST, detail);
  }
}
