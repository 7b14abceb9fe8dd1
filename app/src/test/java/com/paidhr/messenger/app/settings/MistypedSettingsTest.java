package com.paidhr.messenger.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistypedSettingsTest {
  private static final List<String> KNOWN =
      List.of("mongodb.uri", "redis.uri", "delivery.max-attempts", "delivery.partitions");

  private static List<String> warnings(String variable) {
    return MistypedSettings.warnings(Map.of(variable, "7"), KNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERY_MAX_ATEMPTS, DELIVERY_MAX_ATTEMPTS",
    "MONGODB_URL, MONGODB_URI",
    "MONGO_URI, MONGODB_URI",
    "REDISURI, REDIS_URI",
    "DELIVRY_MAX_ATTEMPTS, DELIVERY_MAX_ATTEMPTS",
    "MESSENGER_ADMINPASSWORD, MESSENGER_ADMIN_PASSWORD",
    "MESSENGER_DATA_DIR, MESSENGER_DATA",
    "SERVER_PROT, SERVER_PORT",
  })
  void namesTheNearestSetting(String mistyped, String meant) {
    assertThat(warnings(mistyped))
        .singleElement()
        .asString()
        .contains(mistyped)
        .contains("Is " + meant + " meant?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELIVERY_MAX_ATTEMPTS",
        "MESSENGER_DATA",
        "MESSENGER_JVM",
        "SERVER_MAX_TCP_CONNECTIONS",
        "MESSENGER_SERVICE_HOST",
        "MONGODB_SERVICE_PORT_MONGO",
        "REDIS_PORT",
        "REDIS_PORT_6379_TCP_ADDR",
        "PATH",
        "MONGO_HOST",
        "HTTP_PROXY",
        "JAVA_HOME",
      })
  void leavesAloneWhatIsASettingOrOfSomebodyElse(String variable) {
    assertThat(warnings(variable)).isEmpty();
  }

  @Test
  void warnsOnceForEach() {
    assertThat(MistypedSettings.warnings(Map.of("REDIS_URL", "x", "MONGODB_URL", "y"), KNOWN))
        .hasSize(2);
  }
}
