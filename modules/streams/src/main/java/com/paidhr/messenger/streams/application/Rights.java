package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.identity.AccessTokens;
import com.paidhr.messenger.identity.SessionsEnded;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.Goodbye;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends streams whose token is worth nothing any more. The node that revokes a session tells all
 * others; who may have missed that looks at the token again, before anything else is told.
 */
@ApplicationScoped
public class Rights {
  private static final Logger LOG = LoggerFactory.getLogger(Rights.class);

  private final StreamHub hub;
  private final AccessTokens tokens;
  private final Whispers whispers;

  @Inject
  Rights(StreamHub hub, AccessTokens tokens, Whispers whispers) {
    this.hub = hub;
    this.tokens = tokens;
    this.whispers = whispers;
  }

  void on(@Observes SessionsEnded event) {
    Heard.Revoked revoked = new Heard.Revoked(event.session(), event.kept());
    end(event.user(), revoked);
    try {
      whispers.send(List.of(event.user()), revoked.payload());
    } catch (RuntimeException e) {
      LOG.warn(
          "Other nodes learn only later that sessions of {} ended: {}", event.user(), e.toString());
    }
  }

  void end(UserId user, Heard.Revoked revoked) {
    hub.feed(user)
        .ifPresent(feed ->
            feed.forEach(client -> {
              if (revoked.concerns(client.visitor().session())) {
                client.end(Goodbye.SIGN_IN_AGAIN);
              }
            }));
  }

  /** Looks at the tokens of a user's clients again. */
  void verify(UserId user) {
    hub.feed(user).ifPresent(feed -> feed.forEach(this::verify));
  }

  private void verify(StreamClient client) {
    try {
      tokens.verify(client.visitor().token());
    } catch (DomainException e) {
      if (e.type().status() == 401) {
        client.end(Goodbye.SIGN_IN_AGAIN);
      }
    }
  }
}
