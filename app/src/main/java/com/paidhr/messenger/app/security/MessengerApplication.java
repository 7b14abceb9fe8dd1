package com.paidhr.messenger.app.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.auth.LoginConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * All resources of all modules, which are found by themselves. Every one of them needs an access
 * token, unless it is marked {@code @PermitAll}.
 */
@ApplicationScoped
@LoginConfig(authMethod = "MP-JWT")
public class MessengerApplication extends Application {

  /**
   * {@code Location} stays as the resources give it, relative: what a proxy in front of us is
   * called, and what a client writes into {@code Host}, is none of our business.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
  }
}
