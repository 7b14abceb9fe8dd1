package com.paidhr.messenger.testsupport;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.Iterator;

/** Makes {@link CDI#current()} work in a slice, which Jakarta NoSQL asks for its converters. */
@ApplicationScoped
class SliceCdi {

  void offer(
      @Observes @Priority(1) @Initialized(ApplicationScoped.class) Object start,
      BeanManager beans) {
    Current current = new Current(beans);
    CDI.setCDIProvider(() -> current);
  }

  private static final class Current extends CDI<Object> {
    private final BeanManager beans;
    private final Instance<Object> all;

    Current(BeanManager beans) {
      this.beans = beans;
      this.all = beans.createInstance();
    }

    @Override
    public BeanManager getBeanManager() {
      return beans;
    }

    @Override
    public Instance<Object> select(Annotation... qualifiers) {
      return all.select(qualifiers);
    }

    @Override
    public <U> Instance<U> select(Class<U> type, Annotation... qualifiers) {
      return all.select(type, qualifiers);
    }

    @Override
    public <U> Instance<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
      return all.select(type, qualifiers);
    }

    @Override
    public boolean isUnsatisfied() {
      return all.isUnsatisfied();
    }

    @Override
    public boolean isAmbiguous() {
      return all.isAmbiguous();
    }

    @Override
    public void destroy(Object instance) {
      all.destroy(instance);
    }

    @Override
    public Handle<Object> getHandle() {
      return all.getHandle();
    }

    @Override
    public Iterable<? extends Handle<Object>> handles() {
      return all.handles();
    }

    @Override
    public Object get() {
      return all.get();
    }

    @Override
    public Iterator<Object> iterator() {
      return all.iterator();
    }
  }
}
