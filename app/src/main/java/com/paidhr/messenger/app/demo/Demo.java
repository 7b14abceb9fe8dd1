package com.paidhr.messenger.app.demo;

import com.paidhr.messenger.app.client.Participant;
import com.paidhr.messenger.app.client.Service;
import com.paidhr.messenger.app.demo.Script.Line;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays the script in real time until a time is over or it is stopped. What was made stays, so a
 * stopped demo leaves an organization that can be used.
 */
public final class Demo {
  private static final String BAD_NETWORK = "field";
  private static final String CUT_OFF = "pavel";
  private static final Duration CUT_OFF_FOR = Duration.ofMinutes(3);
  private static final Duration BETWEEN_TALK = Duration.ofSeconds(6);

  private final PrintStream out;
  private final double pace;
  private final Script script = Script.read();
  private final Map<String, String> said = new HashMap<>();

  /**
   * @param out where names, passwords and what happens go
   * @param pace how many times faster than people type; 1 is real time
   */
  public Demo(PrintStream out, double pace) {
    this.out = out;
    this.pace = pace;
  }

  /**
   * Makes the organization and lets it talk.
   *
   * @param length how long; the script itself is said to its end
   * @throws com.paidhr.messenger.app.client.RequestFailedException when the service refuses
   *     something or does not answer
   */
  public void play(URI url, String administratorsPassword, Duration length) {
    Instant end = Instant.now().plus(length);
    var service = new Service(url);
    var administrator = Participant.signIn(service, "admin", administratorsPassword);
    var organization = new Organization(administrator, administratorsPassword);
    out.println(
        "Making "
            + script.people().size()
            + " users and "
            + script.conversations().size()
            + " conversations ...");
    script.people().forEach(organization::add);
    script.conversations().forEach(organization::open);
    organization.trouble(BAD_NETWORK, CUT_OFF, CUT_OFF_FOR);
    introduce(organization, url);
    script.lines().forEach(line -> perform(organization, line));
    for (int i = 0; Instant.now().isBefore(end); i++) {
      Line line = script.talk().get(i % script.talk().size());
      pause(BETWEEN_TALK.toMillis());
      perform(organization, line);
      readers(organization, line);
    }
    out.println("The demo is over; its organization stays.");
    out.flush();
  }

  private void introduce(Organization organization, URI url) {
    out.printf("%-10s %-16s %s%n", "username", "password", "name");
    script
        .people()
        .forEach(person ->
            out.printf(
                "%-10s %-16s %s%n",
                person.username(), organization.passwordOf(person.username()), person.name()));
    out.println("Chat: " + url + "  Console (as admin): " + url.resolve("/console"));
    out.println("They talk now. Ctrl-C ends it and leaves everything usable.");
    out.flush();
  }

  private void perform(Organization organization, Line line) {
    Participant who = organization.person(line.who());
    if (line.say() == null) {
      pause(seconds(line));
      react(who, line);
      return;
    }
    String conversation = organization.conversation(String.valueOf(line.in()));
    who.post("/conversations/" + conversation + "/typing", Map.of());
    pause(seconds(line));
    var message = new HashMap<String, Object>();
    message.put("conversationId", conversation);
    message.put("body", line.say());
    if (line.reply() != null && said.containsKey(line.reply())) {
      message.put("replyTo", said.get(line.reply()));
    }
    if (line.file() != null) {
      message.put("attachments", List.of(upload(who, line.file())));
    }
    String id =
        who.post("/messages", message)
            .orFail("A message of " + line.who(), 201)
            .body()
            .path("id")
            .asText();
    said.put("@last", id);
    if (line.key() != null) {
      said.put(line.key(), id);
    }
  }

  private static long seconds(Line line) {
    return Math.round(line.after() * 1000);
  }

  private void react(Participant who, Line line) {
    String emoji = URLEncoder.encode(String.valueOf(line.emoji()), StandardCharsets.UTF_8);
    who.send("PUT", "/messages/" + said.get(line.react()) + "/reactions/" + emoji, Map.of())
        .orFail("A reaction of " + line.who(), 204);
  }

  private static String upload(Participant who, String file) {
    String type = file.endsWith(".png") ? "image/png" : "text/csv";
    return who.upload(file, type, Script.resource(file))
        .orFail("The file " + file, 201)
        .body()
        .path("id")
        .asText();
  }

  /** Two of the room read what was said, so that marks of reading move. */
  private void readers(Organization organization, Line line) {
    script.conversations().stream()
        .filter(room -> room.key().equals(line.in()))
        .flatMap(room -> room.members().stream())
        .filter(member -> !member.equals(line.who()) && !member.equals(CUT_OFF))
        .limit(2)
        .forEach(member ->
            organization
                .person(member)
                .post("/messages/" + said.get("@last") + "/read", Map.of("upTo", true)));
  }

  private void pause(long millis) {
    Service.pause(Duration.ofMillis(Math.round(millis / pace)));
  }
}
