package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis that asks who is there, and one that speaks TLS only. */
@Timeout(180)
class RedisAccessIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String SECRET = "correct-horse-battery";

  @TempDir private Path folder;

  private static UnifiedJedis connect(String credentials, RedisServer server) {
    URI uri = URI.create("redis://" + credentials + "@127.0.0.1:" + server.port());
    return RedisConnection.connect(new RedisSettings(uri, Duration.ofSeconds(5), 4));
  }

  private static void isRefusedInSilence(String credentials, RedisServer server) {
    try (UnifiedJedis redis = connect(credentials, server)) {
      assertThatThrownBy(() -> redis.get("key"))
          .isInstanceOf(JedisException.class)
          .satisfies(refusal -> {
            StringWriter text = new StringWriter();
            refusal.printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).contains("WRONGPASS").doesNotContain("guess");
          });
    }
  }

  @Test
  void letsInWhoKnowsThePassword() {
    try (RedisServer server = RedisServer.start(folder);
        Jedis direct = server.connect()) {
      direct.aclSetUser("messenger", "on", ">" + SECRET, "~*", "&*", "+@all");
      direct.configSet("requirepass", SECRET);

      for (String credentials : new String[] {":" + SECRET, "messenger:" + SECRET}) {
        try (UnifiedJedis redis = connect(credentials, server)) {
          assertThat(redis.set("key", credentials)).isEqualTo("OK");
          assertThat(redis.get("key")).isEqualTo(credentials);
        }
      }
      isRefusedInSilence(":guess", server);
      isRefusedInSilence("messenger:guess", server);
      isRefusedInSilence("guesser:guess", server);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void takesAWrongPasswordForAnOutageAndGoesOnWhenItIsRight() throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    int port = freePort();
    try (RedisServer server = RedisServer.start(folder.resolve("redis"));
        Jedis direct = server.connect()) {
      direct.configSet(
          Map.of(
              "tls-cert-file", certificate.chain().toString(),
              "tls-key-file", certificate.key().toString(),
              "tls-auth-clients", "no",
              "tls-port", Integer.toString(port)));
      try (RunningMessenger messenger =
          RunningMessenger.with()
              .env("REDIS_URI", "rediss://messenger:" + SECRET + "@127.0.0.1:" + port)
              .env("JAVA_TOOL_OPTIONS", certificate.trust())
              .env("DELIVERY_REDRIVE_AFTER", "PT1S")
              .env("DELIVERY_REDRIVE_EVERY", "PT0.5S")
              .start()) {
        ApiClient ann = messenger.newUser("ann");
        ApiClient bob = messenger.newUser("bob");
        String room = ann.privateWith(bob);

        String message = ann.send(room, "Nobody lets me in").at("/id").asText();

        Answer refused = messenger.admin().get("/admin/queue").expect(503);
        Answer ready = messenger.anonymous().get("/health/ready").expect(200);
        assertThat(ready.text()).contains("JedisAccessControlException").doesNotContain(SECRET);
        assertThat(refused.text()).doesNotContain(SECRET);

        direct.aclSetUser("messenger", "on", ">" + SECRET, "~*", "&*", "+@all");

        await()
            .atMost(LONG)
            .until(() ->
                ann.get("/messages/" + message + "/status")
                    .expect(200)
                    .at("/status")
                    .asText()
                    .equals("DELIVERED"));
        assertThat(direct.clientList()).contains("user=messenger");
        assertThat(messenger.log()).contains("WRONGPASS").doesNotContain(SECRET);
      }
    }
  }
}
