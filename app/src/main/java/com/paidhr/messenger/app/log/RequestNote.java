package com.paidhr.messenger.app.log;

import io.helidon.common.context.Contexts;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** What JAX-RS knows of a request and the server does not, noted on the way for its line. */
public final class RequestNote {
  private volatile @Nullable String route;
  private volatile @Nullable String user;

  /** Notes it, where the present request is to have a line. */
  public static void note(String route, @Nullable Principal caller) {
    Contexts.context()
        .flatMap(context -> context.get(RequestNote.class))
        .ifPresent(note -> {
          note.route = route;
          note.user = caller instanceof JsonWebToken token ? token.getSubject() : null;
        });
  }

  @Nullable String route() {
    return route;
  }

  @Nullable String user() {
    return user;
  }
}
