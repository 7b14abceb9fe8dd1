package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.identity.AccessTokens;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Finds out who wants a stream. */
@ApplicationScoped
public class Visitors {
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;
  private final TicketOffice office;

  @Inject
  Visitors(AccessTokens tokens, TicketOffice office) {
    this.tokens = tokens;
    this.office = office;
  }

  /**
   * The owner of the one access token.
   *
   * @param authorization the values of the header
   * @throws DomainException with status 401 when there is no valid one
   */
  public Visitor find(List<String> authorization) {
    if (authorization.size() != 1
        || !authorization.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new DomainException(ProblemType.UNAUTHENTICATED, ProblemType.UNAUTHENTICATED.title());
    }
    return ofToken(authorization.getFirst().substring(SCHEME.length()).strip());
  }

  /**
   * The owner of the token that a ticket stands for.
   *
   * @throws DomainException with status 401 when the ticket or the token is not valid any more
   */
  public Visitor redeem(String ticket) {
    return ofToken(office.redeem(ticket));
  }

  private Visitor ofToken(String compact) {
    return Visitor.of(tokens.verify(compact), compact);
  }
}
