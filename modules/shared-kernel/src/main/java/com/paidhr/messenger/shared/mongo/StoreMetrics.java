package com.paidhr.messenger.shared.mongo;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import com.mongodb.event.ConnectionCheckOutFailedEvent;
import com.mongodb.event.ConnectionCheckedInEvent;
import com.mongodb.event.ConnectionCheckedOutEvent;
import com.mongodb.event.ConnectionClosedEvent;
import com.mongodb.event.ConnectionCreatedEvent;
import com.mongodb.event.ConnectionPoolListener;
import com.paidhr.messenger.shared.metrics.CommandTimes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Times the commands to the document store and counts its connections. Commands are the driver's.
 */
final class StoreMetrics implements CommandListener, ConnectionPoolListener {
  private static final Metadata CONNECTIONS =
      Metadata.builder()
          .withName("messenger_store_connections")
          .withDescription("Connections to the document store: open, and of these in use")
          .build();
  private static final Metadata REFUSED =
      Metadata.builder()
          .withName("messenger_store_connections_refused")
          .withDescription("Times that no connection to the document store could be had")
          .build();

  private final CommandTimes times;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger inUse = new AtomicInteger();
  private volatile @Nullable Counter refused;

  StoreMetrics(CommandTimes times) {
    this.times = times;
  }

  void show(MetricRegistry registry) {
    refused = registry.counter(REFUSED, new Tag[0]);
    registry.gauge(CONNECTIONS, open::get, new Tag("state", "open"));
    registry.gauge(CONNECTIONS, inUse::get, new Tag("state", "in-use"));
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    times.succeeded(event.getCommandName(), event.getElapsedTime(TimeUnit.NANOSECONDS));
  }

  @Override
  public void commandFailed(CommandFailedEvent event) {
    times.failed(event.getCommandName(), event.getElapsedTime(TimeUnit.NANOSECONDS));
  }

  @Override
  public void connectionCreated(ConnectionCreatedEvent event) {
    open.incrementAndGet();
  }

  @Override
  public void connectionClosed(ConnectionClosedEvent event) {
    open.decrementAndGet();
  }

  @Override
  public void connectionCheckedOut(ConnectionCheckedOutEvent event) {
    inUse.incrementAndGet();
  }

  @Override
  public void connectionCheckedIn(ConnectionCheckedInEvent event) {
    inUse.decrementAndGet();
  }

  @Override
  public void connectionCheckOutFailed(ConnectionCheckOutFailedEvent event) {
    Counter counter = refused;
    if (counter != null) {
      counter.inc();
    }
  }
}
