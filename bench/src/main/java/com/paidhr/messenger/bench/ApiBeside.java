package com.paidhr.messenger.bench;

import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.embeddedstore.EmbeddedStore;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The requests of {@link Api} asked of this service and of a peer in turns, A B A B: both in
 * processes of their own over the same store, which runs in this process, and the same Redis. The
 * times are those at half of what the slower one answers, from when each request was due.
 */
final class ApiBeside {
  private final String peer;

  ApiBeside(String peer) {
    this.peer = peer;
  }

  void run(Options options) throws Exception {
    int before = options.number("before", 10);
    int connections = options.number("connections", 64);
    try (var folders = Folders.create();
        EmbeddedStore store = EmbeddedStore.open(folders.folder("documents"));
        EmbeddedRedis redis = EmbeddedRedis.start(folders.folder("redis"));
        var messenger =
            RunningMessenger.with()
                .env("MONGODB_URI", store.connectionString())
                .env("REDIS_URI", redis.uri().toString())
                .env("IDENTITY_TOKEN_LIFETIME", "PT24H")
                .env("LIMITS_RATE_FACTOR", "100000")
                .start();
        var rival = new Peer(peer, folders.folder("peer"), store, redis);
        // First the peer, since what a client hears later is held to the document of our service.
        var theirs = new ApiKinds(rival.url(), rival::newUser, before, connections);
        var ours =
            new ApiKinds(messenger.url(), () -> messenger.newUser("member"), before, connections)) {
      Comparison comparison = new Comparison("Messenger", peer);
      Map<String, Comparison.Row> rows = new LinkedHashMap<>();
      for (int round = -1; round < options.number("rounds", 3); round++) { // the first warms up
        for (String name : ours.names()) {
          var row = round < 0 ? new Comparison.Row() : rows.computeIfAbsent(name, comparison::row);
          turn(row, name, ours, theirs, options.number("api-seconds", 5));
        }
      }
      comparison.print();
      Path folder = Path.of(System.getProperty("messenger.bench", "bench"), "results");
      System.out.println("\nKept as " + comparison.keep(folder, "api-beside-" + peer));
    }
  }

  private static void turn(
      Comparison.Row row, String name, ApiKinds ours, ApiKinds theirs, int seconds)
      throws Exception {
    double ourMost = ours.most(name, seconds);
    double theirMost = theirs.most(name, seconds);
    double offered = Math.max(1, Math.min(ourMost, theirMost) / 2);
    row.add(
        ourMost,
        theirMost,
        offered,
        OpenLoop.run(ours.requests(name), offered, seconds),
        OpenLoop.run(theirs.requests(name), offered, seconds));
  }
}
