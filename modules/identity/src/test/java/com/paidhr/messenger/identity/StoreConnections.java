package com.paidhr.messenger.identity;

import com.mongodb.ConnectionString;
import com.paidhr.messenger.testsupport.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Counts this machine's open connections to the store of the tests. */
final class StoreConnections {
  private static final String ESTABLISHED = "01";

  private StoreConnections() {}

  static long count() throws IOException {
    String host = new ConnectionString(TestStores.mongoUri()).getHosts().getFirst();
    int port = Integer.parseInt(host.substring(host.lastIndexOf(':') + 1));
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    long count = 0;
    for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
      count +=
          Files.readAllLines(Path.of(table)).stream()
              .map(line -> line.strip().split("\\s+"))
              .filter(row -> row[2].endsWith(suffix) && row[3].equals(ESTABLISHED))
              .count();
    }
    return count;
  }
}
