package com.paidhr.messenger.app.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import org.glassfish.jersey.process.internal.RequestScope;

/**
 * Jersey's request scope as a bean that is there once. Helidon's fault tolerance looks it up at
 * each call of a guarded method; as Jersey offers it, it would be a new dependent object of the
 * container each time, which the container keeps for ever, some 200 bytes a call.
 */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
class OneRequestScope {

  @Produces
  @Singleton
  RequestScope scope(BeanManager beans) {
    Set<Bean<?>> known = beans.getBeans(RequestScope.class);
    Bean<?> jerseys =
        known.stream()
            .filter(bean -> bean.getBeanClass() != OneRequestScope.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Jersey has no request scope: " + known));
    return (RequestScope)
        beans.getReference(jerseys, RequestScope.class, beans.createCreationalContext(jerseys));
  }
}
