package com.paidhr.messenger.app.settings;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Type;

/**
 * Makes every module read its settings first of all, so that a wrong value stops the start before
 * anything listens, works or is written.
 */
@ApplicationScoped
class SettingsCheck {
  private static final String OURS = "com.paidhr.messenger.";

  void check(
      @Observes
          @Priority(Interceptor.Priority.PLATFORM_BEFORE)
          @Initialized(ApplicationScoped.class)
          Object start,
      BeanManager beans) {
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      bean.getTypes().stream()
          .filter(SettingsCheck::isSettings)
          .forEach(type -> beans.getReference(bean, type, beans.createCreationalContext(bean)));
    }
  }

  private static boolean isSettings(Type type) {
    return type instanceof Class<?> c
        && c.isRecord()
        && c.getName().startsWith(OURS)
        && c.getSimpleName().endsWith("Settings");
  }
}
