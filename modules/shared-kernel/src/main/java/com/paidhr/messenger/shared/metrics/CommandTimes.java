package com.paidhr.messenger.shared.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Times of the commands to one store, by command and result. Commands are the client's, so they are
 * few. What is sent before the program has started is not timed.
 */
public final class CommandTimes {
  private final Metadata metadata;
  private final Supplier<Optional<MetricRegistry>> registry;
  private final Map<String, Timer> succeeded = new ConcurrentHashMap<>();
  private final Map<String, Timer> failed = new ConcurrentHashMap<>();

  CommandTimes(Metadata metadata, Supplier<Optional<MetricRegistry>> registry) {
    this.metadata = metadata;
    this.registry = registry;
  }

  /** A command was answered after so many nanoseconds. */
  public void succeeded(String command, long nanos) {
    tell(succeeded, command, "ok", nanos);
  }

  /** A command was refused, or nobody answered. */
  public void failed(String command, long nanos) {
    tell(failed, command, "failed", nanos);
  }

  private void tell(Map<String, Timer> timers, String command, String result, long nanos) {
    Timer timer = timers.get(command);
    if (timer == null) {
      registry.get().ifPresent(found -> timers.put(command, timer(found, command, result)));
      timer = timers.get(command);
    }
    if (timer != null) {
      timer.update(Duration.ofNanos(nanos));
    }
  }

  private Timer timer(MetricRegistry found, String command, String result) {
    return found.timer(metadata, new Tag("command", command), new Tag("result", result));
  }
}
