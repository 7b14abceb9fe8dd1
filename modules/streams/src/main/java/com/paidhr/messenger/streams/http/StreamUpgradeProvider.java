package com.paidhr.messenger.streams.http;

import io.helidon.common.Weighted;
import io.helidon.webserver.ProtocolConfigs;
import io.helidon.webserver.http1.spi.Http1UpgradeProvider;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.websocket.WsConfig;

/**
 * Puts {@link StreamUpgrader} in the place of the server's own, which cannot answer a refusal with
 * problem details. Found by the service loader.
 */
public final class StreamUpgradeProvider implements Http1UpgradeProvider<WsConfig>, Weighted {
  private static final double WEIGHT = DEFAULT_WEIGHT + 100;

  @Override
  public double weight() {
    return WEIGHT;
  }

  @Override
  public String protocolType() {
    return "websocket";
  }

  @Override
  public Class<WsConfig> protocolConfigType() {
    return WsConfig.class;
  }

  @Override
  public Http1Upgrader create(WsConfig config, ProtocolConfigs configs) {
    return new StreamUpgrader(config);
  }
}
