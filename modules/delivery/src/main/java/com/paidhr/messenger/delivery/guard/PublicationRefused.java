package com.paidhr.messenger.delivery.guard;

import com.paidhr.messenger.delivery.domain.QueueFullException;
import com.paidhr.messenger.delivery.publish.Redriver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;

/**
 * What happens when jobs cannot be added: nobody is told of an error, since the messages are stored
 * and the {@link Redriver} will find them. It is noted why.
 */
@ApplicationScoped
public class PublicationRefused implements FallbackHandler<Publication> {
  private final Breakers breakers;

  @Inject
  PublicationRefused(Breakers breakers) {
    this.breakers = breakers;
  }

  @Override
  public Publication handle(ExecutionContext context) {
    Throwable failure = context.getFailure();
    breakers.publishing().failed(failure);
    return failure instanceof QueueFullException ? Publication.FULL : Publication.UNREACHABLE;
  }
}
