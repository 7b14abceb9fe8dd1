package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.webserver.ListenerConfig;
import org.junit.jupiter.api.Test;

/** What the platform's server makes of the fixed settings. */
class ServerSettingsTest {
  private final ListenerConfig server =
      ListenerConfig.create(
          Config.just(ConfigSources.classpath("META-INF/microprofile-config.properties"))
              .get("server"));

  @Test
  void sendsTheRestOfALongAnswerWithoutWaiting() {
    assertThat(server.connectionOptions().tcpNoDelay()).isTrue();
  }
}
