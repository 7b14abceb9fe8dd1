package com.paidhr.messenger.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Receives what a webhook posts, as a program of a user would. */
final class HookReceiver implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final List<Hook> hooks = new CopyOnWriteArrayList<>();
  private volatile Function<Hook, Integer> answer = hook -> 204;

  /** One post. */
  record Hook(String id, String time, String signature, String body, int status) {
    JsonNode json() {
      try {
        return MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String type() {
      return json().at("/type").asText();
    }

    String text() {
      return json().at("/message/body").asText();
    }

    /** Whether one of its signatures is made with the secret. */
    boolean isSignedWith(String secret) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
        byte[] made = mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
        return List.of(signature.split(" "))
            .contains("v1," + Base64.getEncoder().encodeToString(made));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  HookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    Hook hook =
        new Hook(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            0);
    int status = answer.apply(hook);
    hooks.add(new Hook(hook.id(), hook.time(), hook.signature(), hook.body(), status));
    exchange.getResponseHeaders().add("Location", url());
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** From now on each post is answered with what this says. */
  void answer(Function<Hook, Integer> status) {
    answer = status;
  }

  /** Everything that came, in order. */
  List<Hook> hooks() {
    return hooks;
  }

  /** The texts of new messages that were answered with success, in order. */
  List<String> texts() {
    return hooks.stream()
        .filter(hook -> hook.status() < 300 && hook.type().equals("message.created"))
        .map(Hook::text)
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
