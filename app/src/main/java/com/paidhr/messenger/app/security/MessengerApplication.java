package com.paidhr.messenger.app.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/**
 * All resources of all modules, which are found by themselves. Every one of them needs an access
 * token, unless it is marked {@code @PermitAll}.
 */
@ApplicationScoped
@LoginConfig(authMethod = "MP-JWT")
public class MessengerApplication extends Application {}
