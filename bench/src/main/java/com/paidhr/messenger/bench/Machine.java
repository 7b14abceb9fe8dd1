package com.paidhr.messenger.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/** Where and when something was measured: without it a number says nothing. */
final class Machine {
  private Machine() {}

  static String inWords() {
    return String.format(
        Locale.ROOT,
        "%s · %s, %d cores, %d GiB · %s %s · JDK %s",
        LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)),
        firstValue("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        memoryGib(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"));
  }

  /** Processes that wanted to run in the last minute, on average. */
  static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static long memoryGib() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Math.round(system.getTotalMemorySize() / (double) (1 << 30))
        : 0;
  }

  /** CPU time that this process has used. */
  static Duration ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory of a process in MiB, or 0 where nobody tells. */
  static long residentMib(ProcessHandle process) {
    return residentKib(process) >> 10;
  }

  /** The same in KiB. */
  static long residentKib(ProcessHandle process) {
    String kib = firstValue("/proc/" + process.pid() + "/status", "VmRSS", "0 kB");
    return Long.parseLong(kib.replaceAll("\\D", ""));
  }

  private static String firstValue(String file, String name, String otherwise) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
