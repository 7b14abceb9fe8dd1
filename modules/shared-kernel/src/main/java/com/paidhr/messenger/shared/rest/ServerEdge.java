package com.paidhr.messenger.shared.rest;

import static jakarta.interceptor.Interceptor.Priority.PLATFORM_BEFORE;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.shared.budget.MemoryBudget;
import com.paidhr.messenger.shared.tls.ServerCertificate;
import com.paidhr.messenger.shared.wire.WireSelector;
import com.paidhr.messenger.shared.wire.WireSettings;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.NotFoundException;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.observe.ObserveFeatureConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

/** Makes the server answer with problem details also where JAX-RS has no say. */
@ApplicationScoped
class ServerEdge {
  private final ObjectMapper mapper;
  private final MemoryBudget budget;
  private final WireSettings wire;
  private final ServerCertificate certificate;
  private final ManagementSettings management;
  private final DrainSettings drain;
  private final CrossOrigin crossOrigin;
  private final PackedAnswers packedAnswers;

  @Inject
  ServerEdge(
      ObjectMapper mapper,
      MemoryBudget budget,
      WireSettings wire,
      ServerCertificate certificate,
      ManagementSettings management,
      DrainSettings drain,
      CrossOrigin crossOrigin,
      PackedAnswers packedAnswers) {
    this.mapper = mapper;
    this.budget = budget;
    this.wire = wire;
    this.certificate = certificate;
    this.management = management;
    this.drain = drain;
    this.crossOrigin = crossOrigin;
    this.packedAnswers = packedAnswers;
  }

  /** Runs before the server starts, which happens in an observer of the same event. */
  void prepare(
      @Observes @Priority(PLATFORM_BEFORE) @Initialized(ApplicationScoped.class) Object event,
      BeanManager beans) {
    ServerCdiExtension server = beans.getExtension(ServerCdiExtension.class);
    DirectProblems problems = new DirectProblems(mapper, Drain::isEnding);
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, problems);
    }
    builderOf(server).directHandlers(handlers.build());
    certificate.open();
    WireSelector.install(
        builderOf(server),
        wire,
        certificate.isUsed() ? certificate : null,
        problems::explained,
        Drain::isLeaving);
    management.port().ifPresent(port -> openManagement(server, port, problems));
    server.serverRoutingBuilder().addFilter(new Drain(problems, drain.delay()).registered());
    server
        .serverRoutingBuilder()
        .addFilter((chain, request, _) -> BudgetFilter.account(budget, chain, request));
    server.serverRoutingBuilder().addFilter(RequestId::name);
    server.serverRoutingBuilder().addFilter(crossOrigin::permit);
    server.serverRoutingBuilder().addFilter(packedAnswers::pack);
    server.serverRoutingBuilder().addFilter(headOfTheApi()::answer);
    server.serverRoutingBuilder().addFilter(HeadLength::offer);
  }

  /** A second listener for what Helidon tells of the program: its metrics and its health. */
  private void openManagement(ServerCdiExtension server, int port, DirectProblems problems) {
    ListenerConfig.Builder listener = ListenerConfig.builder().host(management.host()).port(port);
    builderOf(server).connectionOptions().ifPresent(listener::connectionOptions);
    WireSelector.install(listener, wire.forFew(), null, problems::explained, () -> false);
    builderOf(server).putSocket(ManagementSettings.SOCKET, listener.build());
    observersOf(server).addSockets(List.of(ManagementSettings.SOCKET));
    server
        .serverNamedRoutingBuilder(ManagementSettings.SOCKET)
        .addFilter(RequestId::name)
        .addFilter(ServerEdge::keepToManagement)
        .addFilter(new HeadAnyway(Set.of(HeadAnyway.METRICS))::answer);
  }

  private HeadAnyway headOfTheApi() {
    return new HeadAnyway(
        management.port().isPresent()
            ? Set.of(HeadAnyway.DOCUMENT)
            : Set.of(HeadAnyway.METRICS, HeadAnyway.DOCUMENT));
  }

  /** Other features of the server, such as the API's document, are on each socket. */
  private static void keepToManagement(
      FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!ManagementSettings.has(request.path().path())) {
      throw new NotFoundException("Neither metrics nor health");
    }
    chain.proceed();
  }

  /** Nor one to say on which socket they are. */
  private static ObserveFeatureConfig.Builder observersOf(ServerCdiExtension server) {
    try {
      Field observers = ServerCdiExtension.class.getDeclaredField("observeBuilder");
      observers.setAccessible(true);
      return (ObserveFeatureConfig.Builder) observers.get(server);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of Helidon hides its observers", e);
    }
  }

  /** Helidon MP has no public way to set the handlers of errors outside of routing. */
  private static WebServerConfig.Builder builderOf(ServerCdiExtension server) {
    try {
      Method builder = ServerCdiExtension.class.getDeclaredMethod("serverBuilder");
      builder.setAccessible(true);
      return (WebServerConfig.Builder) builder.invoke(server);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of Helidon hides its server's builder", e);
    }
  }
}
