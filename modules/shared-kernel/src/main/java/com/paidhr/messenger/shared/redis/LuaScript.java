package com.paidhr.messenger.shared.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * A Lua script kept as a resource file. It is called by its hash and sent whole only to a server
 * that does not know it yet, so it also survives a restart or a failover of Redis. All of its keys
 * must share one hash tag.
 */
public final class LuaScript {
  private final byte[] text;
  private final byte[] hash;

  private LuaScript(byte[] text) {
    this.text = text;
    this.hash = sha1(text).getBytes(StandardCharsets.US_ASCII);
  }

  /** Loads the resource that lies beside the class. */
  public static LuaScript beside(Class<?> owner, String fileName) {
    try (InputStream file = owner.getResourceAsStream(fileName)) {
      if (file == null) {
        throw new IllegalStateException("No resource " + fileName + " beside " + owner.getName());
      }
      return new LuaScript(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the script and returns Redis' reply: Long, byte[], List or null. */
  public Object run(UnifiedJedis redis, List<byte[]> keys, List<byte[]> arguments) {
    try {
      return redis.evalsha(hash, keys, arguments);
    } catch (JedisNoScriptException e) {
      return redis.eval(text, keys, arguments);
    }
  }

  /**
   * Runs the script once per call, all in one round trip per server, and returns a reply for each
   * in the order given: what {@link #run} returns, or the {@link JedisDataException} with which
   * Redis answered this call. A server that is away, full, loading or no master any more fails all
   * calls: that says nothing about any of them.
   */
  public List<@Nullable Object> runAll(UnifiedJedis redis, List<Call> calls) {
    List<Response<Object>> responses = new ArrayList<>(calls.size());
    Piped.send(
        redis,
        pipeline -> {
          for (Call call : calls) {
            responses.add(pipeline.evalsha(hash, call.keys(), call.arguments()));
          }
        });
    List<@Nullable Object> replies = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      replies.add(replyOf(redis, calls.get(i), responses.get(i)));
    }
    return replies;
  }

  /**
   * Like {@link #runAll}, but a server that is away or takes nothing fails its own calls only:
   * their replies are the {@link JedisException}.
   */
  public List<@Nullable Object> runEach(UnifiedJedis redis, List<Call> calls) {
    List<Response<Object>> responses = new ArrayList<>(calls.size());
    try {
      Piped.send(
          redis,
          pipeline -> {
            for (Call call : calls) {
              responses.add(pipeline.evalsha(hash, call.keys(), call.arguments()));
            }
          });
    } catch (JedisException e) {
      return Collections.nCopies(calls.size(), e);
    }
    List<@Nullable Object> replies = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      try {
        replies.add(replyOf(redis, calls.get(i), responses.get(i)));
      } catch (JedisException e) {
        replies.add(e);
      }
    }
    return replies;
  }

  private @Nullable Object replyOf(UnifiedJedis redis, Call call, Response<Object> response) {
    try {
      return PipedReply.of(response);
    } catch (JedisNoScriptException | JedisRedirectionException e) {
      return run(redis, call.keys(), call.arguments());
    } catch (JedisDataException e) {
      if (PipedReply.isOutage(e)) {
        throw e;
      }
      return e;
    }
  }

  /** Keys and arguments of one run. */
  public record Call(List<byte[]> keys, List<byte[]> arguments) {

    /** A run with texts and numbers in UTF-8. */
    public static Call of(List<String> keys, List<?> arguments) {
      return new Call(bytes(keys), bytes(arguments));
    }

    private static List<byte[]> bytes(List<?> values) {
      return values.stream()
          .map(value -> value.toString().getBytes(StandardCharsets.UTF_8))
          .toList();
    }
  }

  /** Runs the script with one call. */
  public Object run(UnifiedJedis redis, Call call) {
    return run(redis, call.keys(), call.arguments());
  }

  private static String sha1(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 is part of every Java platform", e);
    }
  }
}
