package com.paidhr.messenger.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.embeddedstore.EmbeddedStore;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request costs in a conversation of a thousand messages and in one of a million, both in
 * one embedded store of the service as the launcher starts it. The two take turns request by
 * request.
 */
final class LongConversation implements Bench.Measurement {
  private static final Pattern HEAP =
      Pattern.compile("^memory_usedHeap_bytes\\S* ([0-9.E]+)", Pattern.MULTILINE);

  /** Where more messages have a frequent word, finding the newest ends at the time limit. */
  private static final long LONGEST_TO_SEARCH = 200_000;

  private static final int UNREAD = 20;

  /** A request for one of the two conversations. */
  private interface Ask {
    void of(Side side) throws IOException;
  }

  /** One conversation and who asks for it. */
  private static final class Side implements AutoCloseable {
    private final RunningMessenger messenger;
    final List<ApiClient> members;
    final List<UserId> ids;
    final ConversationId conversation;
    final long size;
    final List<HttpConnection> connections = new ArrayList<>();
    long newest;
    long unread;

    Side(RunningMessenger messenger, String name, long size) {
      this.messenger = messenger;
      members = List.of(messenger.newUser(name), messenger.newUser(name), messenger.newUser(name));
      conversation =
          new ConversationId(members.getFirst().group(name, members.get(1), members.get(2)));
      ids = members.stream().map(member -> new UserId(member.userId())).toList();
      this.size = size;
      newest = size;
      unread = size - UNREAD + 1;
    }

    void connect() throws IOException {
      close();
      for (ApiClient member : members) {
        member.renew();
        connections.add(new HttpConnection(messenger.url(), member.accessToken()));
      }
    }

    HttpConnection writer() {
      return connections.getFirst();
    }

    HttpConnection reader() {
      return connections.get(1);
    }

    HttpConnection stranger() {
      return connections.get(2);
    }

    String page(String where) {
      return "/messages?conversationId=" + conversation + "&limit=50" + where;
    }

    void search(String words) throws IOException {
      reader().get(page("&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)));
    }

    String message(long seq) {
      return "/messages/" + conversation + "." + seq;
    }

    @Override
    public void close() throws IOException {
      for (HttpConnection connection : connections) {
        connection.close();
      }
      connections.clear();
    }
  }

  private static Map<String, Ask> requests() {
    Map<String, Ask> all = new LinkedHashMap<>();
    all.put("page of 50, newest", side -> side.reader().get(side.page("")));
    all.put(
        "page of 50, around the middle",
        side -> side.reader().get(side.page("&around=" + side.size / 2)));
    all.put("page of 50, oldest", side -> side.reader().get(side.page("&after=0")));
    all.put("single message", side -> side.reader().get(side.message(side.size / 2)));
    all.put("status", side -> side.writer().get(side.message(side.size / 2) + "/status"));
    all.put(
        "send",
        side -> {
          side.newest++;
          side.writer()
              .post(
                  "/messages",
                  "{\"conversationId\":\"%s\",\"body\":\"Words that are the same every time\"}"
                      .formatted(side.conversation));
        });
    all.put(
        "mark one message read",
        side -> {
          side.reader().post(side.message(Math.min(side.newest, side.unread++)) + "/read", "{}");
        });
    all.put("conversation list, 20 and more unread", side -> side.reader().get("/conversations"));
    all.put("search, rare word", side -> side.search(Texts.word(20_000) + " "));
    all.put("search, word in every 20th message", side -> side.search(Texts.word(20) + " "));
    all.put("search, word in every other message", side -> side.search(Texts.word(1) + " "));
    all.put(
        "search, two frequent words",
        side -> side.search(Texts.word(1) + " " + Texts.word(2) + " "));
    all.put("search, beginning of a word alone", side -> side.search(Texts.word(5_000)));
    all.put(
        "conversation list, all unread (derived, not by _id)",
        side -> side.stranger().get("/conversations"));
    return all;
  }

  @Override
  public void run(Options options) throws Exception {
    long few = options.number("few", 1_000);
    long many = options.number("many", 1_000_000);
    int rounds = options.number("cost-rounds", 10);
    try (var folders = Folders.create()) {
      setHeap(folders.folder("jvm.options"), options.number("heap", 800));
      Path data = folders.folder("data");
      try (var messenger =
          RunningMessenger.with().data(data).env("IDENTITY_TOKEN_LIFETIME", "PT24H").start()) {
        Side small = new Side(messenger, "small", few);
        Side large = new Side(messenger, "large", many);
        messenger.terminate();
        fill(data.resolve("documents"), List.of(small, large));
        long begin = System.nanoTime();
        messenger.restart();
        Duration start = Duration.ofNanos(System.nanoTime() - begin);
        try (small;
            large) {
          small.connect();
          large.connect();
          compare(List.of(small, large), rounds);
        }
        report(messenger, start, data);
      }
    }
  }

  private static void setHeap(Path options, int mib) throws IOException {
    String usual = Files.readString(Path.of(System.getProperty("messenger.jvm-options", "")));
    Files.writeString(options, usual.replaceAll("-Xmx\\w+", "-Xmx" + mib + "m"));
    System.setProperty("messenger.jvm-options", options.toString());
    System.out.println("Heap of at most " + mib + " MiB.");
  }

  private static void fill(Path documents, List<Side> sides) throws IOException {
    long begin = System.nanoTime();
    try (EmbeddedStore store = EmbeddedStore.open(documents);
        MongoClient client = MongoClients.create(store.connectionString())) {
      Fixture fixture = new Fixture(client.getDatabase("messenger"));
      for (Side side : sides) {
        fixture.fill(side.conversation, side.ids, side.size);
        fixture.read(side.conversation, side.ids.get(1), side.size - UNREAD);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "Filled in %.0f s; %d MiB of documents.%n",
        (System.nanoTime() - begin) / 1e9,
        Folders.size(documents) >> 20);
  }

  private static void compare(List<Side> sides, int rounds) throws IOException {
    Map<String, List<Samples>> samples = new LinkedHashMap<>();
    Map<String, Ask> requests = requests();
    if (sides.getLast().size > LONGEST_TO_SEARCH) {
      requests.keySet().removeIf(name -> name.startsWith("search"));
    }
    requests.keySet().forEach(name -> samples.put(name, List.of(new Samples(), new Samples())));
    for (int round = -2; round < rounds; round++) { // the first ones only warm up
      for (Map.Entry<String, Ask> request : requests.entrySet()) {
        List<Samples> both =
            round < 0
                ? List.of(new Samples(), new Samples())
                : samples.getOrDefault(request.getKey(), List.of());
        boolean slow =
            request.getKey().contains("all unread") || request.getKey().startsWith("search");
        for (int i = 0; i < (slow ? 2 : 50); i++) {
          ask(request.getValue(), sides, both, i % 2);
        }
      }
    }
    print(samples, sides);
  }

  private static void ask(Ask request, List<Side> sides, List<Samples> samples, int first)
      throws IOException {
    for (int i = 0; i < 2; i++) {
      int side = (first + i) % 2;
      long begin = System.nanoTime();
      request.of(sides.get(side));
      samples.get(side).add(System.nanoTime() - begin);
    }
  }

  private static void print(Map<String, List<Samples>> samples, List<Side> sides) {
    System.out.println();
    var table =
        new Table(
            "request",
            sides.getFirst().size + ": p50 ms",
            "p99 ms",
            sides.getLast().size + ": p50 ms",
            "p99 ms",
            "ratio of p50");
    samples.forEach((name, both) ->
        table.row(
            name,
            both.getFirst().inWords(0.5),
            both.getFirst().inWords(0.99),
            both.getLast().inWords(0.5),
            both.getLast().inWords(0.99),
            String.format(
                Locale.ROOT, "%.2f", both.getLast().millis(0.5) / both.getFirst().millis(0.5))));
    table.print();
  }

  private static void report(RunningMessenger messenger, Duration start, Path data)
      throws IOException {
    Matcher heap = HEAP.matcher(messenger.anonymous().get("/metrics").text());
    System.out.printf(
        Locale.ROOT,
        "%nThe service started in %.1f s on this data, holds %s MiB of heap (garbage included) and is resident with %d MiB; %d MiB of files.%n",
        start.toMillis() / 1e3,
        heap.find() ? String.valueOf(Math.round(Double.parseDouble(heap.group(1))) >> 20) : "?",
        Machine.residentMib(messenger.process()),
        Folders.size(data) >> 20);
  }
}
