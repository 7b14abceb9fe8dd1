package com.paidhr.messenger.shared.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the service's one budget. */
@ApplicationScoped
class BudgetProducer {
  @Produces
  @Singleton
  MemoryBudget budget(BudgetSettings settings) {
    return new MemoryBudget(settings);
  }
}
