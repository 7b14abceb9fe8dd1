package com.paidhr.messenger.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs the named measurements, or all, one after the other. */
public final class Bench {
  private Bench() {}

  /** A measurement that prints its own table. */
  interface Measurement {
    void run(Options options) throws Exception;
  }

  private static Map<String, Measurement> measurements() {
    Map<String, Measurement> all = new LinkedHashMap<>();
    all.put("hot-conversation", new HotConversation());
    all.put("receipts", new ReceiptBytes());
    all.put("queue", new Queues());
    all.put("dispatch", new Dispatch());
    all.put("in-flight", new InFlight());
    all.put("long-conversation", new LongConversation());
    all.put("api", new Api());
    all.put("streams", new Streams());
    return all;
  }

  /** Words without {@code --} are names of measurements, the others are options. */
  public static void main(String[] words) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    Map<String, Measurement> all = measurements();
    List<String> names = new ArrayList<>();
    for (String word : words) {
      if (!word.startsWith("--")) {
        if (!all.containsKey(word)) {
          System.err.println("bench: there is no measurement " + word + ", only " + all.keySet());
          System.exit(2);
        }
        names.add(word);
      }
    }
    Options options = Options.parse(words);
    System.out.println(Machine.inWords());
    if (!names.isEmpty()) {
      all.keySet().retainAll(names);
    }
    for (Map.Entry<String, Measurement> entry : all.entrySet()) {
      System.out.println("\n## " + entry.getKey() + " (load before it: " + Machine.load() + ")\n");
      entry.getValue().run(options);
      System.out.println("\nLoad after it: " + Machine.load());
    }
    System.exit(0);
  }
}
