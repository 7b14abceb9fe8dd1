package com.paidhr.messenger.shared.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

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

  private static String sha1(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 is part of every Java platform", e);
    }
  }
}
