package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.budget.Holding;
import com.paidhr.messenger.shared.budget.MemoryBudget;
import com.paidhr.messenger.shared.wire.ServedClient;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Accounts for what a request holds: from its head on for its address, then for its user, too. */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class BudgetFilter implements ContainerRequestFilter {

  /** Opens the request's holding, and closes it when the answer is written. */
  static void account(MemoryBudget budget, FilterChain chain, RoutingRequest request) {
    String address = addressOf(request.remotePeer().address());
    try (Holding holding = budget.open(address, ServedClient.current())) {
      holding.serve(chain::proceed);
    }
  }

  private static String addressOf(SocketAddress peer) {
    return peer instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : peer.toString();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Principal caller = request.getSecurityContext().getUserPrincipal();
    if (caller instanceof JsonWebToken token && token.getSubject() != null) {
      Holding.current().ownedBy(new UserId(token.getSubject()));
    }
  }
}
