package com.paidhr.messenger.app.settings;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every module read its settings first of all, so that a wrong value stops the start before
 * anything listens, works or is written.
 */
@ApplicationScoped
class SettingsCheck {
  private static final String OURS = "com.paidhr.messenger.";
  private static final Logger LOG = LoggerFactory.getLogger(SettingsCheck.class);

  void check(
      @Observes
          @Priority(Interceptor.Priority.PLATFORM_BEFORE)
          @Initialized(ApplicationScoped.class)
          Object start,
      BeanManager beans,
      Settings settings) {
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      bean.getTypes().stream()
          .filter(SettingsCheck::isSettings)
          .forEach(type -> beans.getReference(bean, type, beans.createCreationalContext(bean)));
    }
    Map<String, String> given = new HashMap<>(System.getenv());
    new DataFolderFile()
        .getPropertyNames()
        .forEach(name -> given.put(MistypedSettings.variable(name), ""));
    MistypedSettings.warnings(given, settings.known().stream().map(Settings.Setting::name).toList())
        .forEach(LOG::warn);
  }

  private static boolean isSettings(Type type) {
    return type instanceof Class<?> c
        && c.isRecord()
        && c.getName().startsWith(OURS)
        && c.getSimpleName().endsWith("Settings");
  }
}
