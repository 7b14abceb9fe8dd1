package com.paidhr.messenger.testsupport;

import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Stands in a slice for the verified token of a request: says who calls. At first nobody does. */
@ApplicationScoped
public class SliceCaller {
  private volatile Map<String, Object> claims = Map.of();

  /** From now on this user calls, with these roles. */
  public void is(UserId user, String... roles) {
    claims = Map.of("sub", user.value(), "upn", user.value(), "groups", Set.of(roles));
  }

  /** From now on nobody calls. */
  public void isNobody() {
    claims = Map.of();
  }

  @Produces
  @Dependent
  JsonWebToken token() {
    Map<String, Object> current = claims;
    return new JsonWebToken() {
      @Override
      public @Nullable String getName() {
        return getClaim("upn");
      }

      @Override
      public Set<String> getClaimNames() {
        return current.keySet();
      }

      @Override
      @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
      public <T> @Nullable T getClaim(String name) {
        return (T) current.get(name);
      }
    };
  }
}
