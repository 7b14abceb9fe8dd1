package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a connection use a store once it has shown the store's password by SCRAM-SHA-256. */
final class StoreAccess {

  static final String USER = "messenger";

  private static final AttributeKey<Boolean> ADMITTED = AttributeKey.valueOf("store-admitted");
  private static final AttributeKey<ScramServer.Exchange> BEGUN =
      AttributeKey.valueOf("store-sign-in");
  private static final Set<String> FOR_EVERYBODY = Set.of("hello", "ismaster");

  private final ScramServer scram;

  StoreAccess(String password) {
    this.scram = new ScramServer(USER, password);
  }

  /**
   * Answers a step of signing in, and refuses what this connection may not do; null for a command
   * that it may. A refusal is an answer and no exception, which would be logged: any program of
   * this machine can knock.
   */
  @Nullable Document answer(Channel connection, String command, Document query) {
    String name = command.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "saslstart" -> begin(connection, query);
      case "saslcontinue" -> finish(connection, query);
      default ->
          isAdmitted(connection) || FOR_EVERYBODY.contains(name)
              ? null
              : failure(13, "Unauthorized", "Command requires authentication");
    };
  }

  boolean isAdmitted(Channel connection) {
    return Boolean.TRUE.equals(connection.attr(ADMITTED).get());
  }

  private Document begin(Channel connection, Document query) {
    connection.attr(ADMITTED).set(null);
    if (!"SCRAM-SHA-256".equals(query.get("mechanism"))) {
      return refused();
    }
    try {
      ScramServer.Exchange begun = scram.begin(payload(query));
      connection.attr(BEGUN).set(begun);
      return reply(begun.challenge(), false);
    } catch (ScramServer.RefusedException e) {
      return refused();
    }
  }

  private Document finish(Channel connection, Document query) {
    ScramServer.Exchange begun = connection.attr(BEGUN).getAndSet(null);
    if (begun == null) {
      return refused();
    }
    try {
      String last = begun.finish(payload(query));
      connection.attr(ADMITTED).set(true);
      return reply(last, true);
    } catch (ScramServer.RefusedException e) {
      return refused();
    }
  }

  private static Document reply(String payload, boolean done) {
    return new Document("conversationId", 1)
        .append("done", done)
        .append("payload", new BinData(payload.getBytes(StandardCharsets.UTF_8)))
        .append("ok", 1.0);
  }

  private static String payload(Document query) throws ScramServer.RefusedException {
    if (query.get("payload") instanceof BinData said) {
      return new String(said.getData(), StandardCharsets.UTF_8);
    }
    throw new ScramServer.RefusedException();
  }

  private static Document refused() {
    return failure(18, "AuthenticationFailed", "Authentication failed.");
  }

  private static Document failure(int code, String name, String words) {
    return new Document("ok", 0.0)
        .append("errmsg", words)
        .append("code", code)
        .append("codeName", name);
  }
}
