package com.paidhr.messenger.app.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.client.Participant;
import com.paidhr.messenger.app.client.Service;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What the group's history says about a transcript, read page by page as the administrator. */
final class History {
  private static final int PAGE = 200;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Participant administrator;
  private final String group;
  private final Map<String, Participant> speakers;

  History(Participant administrator, String group, Map<String, Participant> speakers) {
    this.administrator = administrator;
    this.group = group;
    this.speakers = speakers;
  }

  /**
   * How the transcript stands in the group.
   *
   * @param matched how many utterances from the file's beginning stand in the group in their order
   * @param surplus messages of speakers that are not the next utterance: something came twice
   * @param gaps whether a seq is missing
   */
  record Comparison(long matched, long surplus, boolean gaps) {}

  /** Outcomes of the group's messages. */
  record Outcomes(long delivered, long failed) {}

  /** Walks through file and history side by side. */
  Comparison compare(Transcript transcript) {
    var messages = new Messages(0);
    long[] matched = {0};
    long[] surplus = {0};
    boolean[] end = {false};
    transcript.forEach(utterance -> {
      while (!end[0]) {
        JsonNode message = messages.next();
        if (message == null) {
          end[0] = true;
        } else if (isOf(message, utterance)) {
          matched[0]++;
          return;
        } else if (isOfSpeaker(message)) {
          surplus[0]++;
        }
      }
    });
    for (JsonNode message = messages.next(); message != null; message = messages.next()) {
      surplus[0] += isOfSpeaker(message) ? 1 : 0;
    }
    return new Comparison(matched[0], surplus[0], messages.gaps);
  }

  /**
   * Waits until no message is on its way any more.
   *
   * @param progress told how many messages have their outcome
   * @throws ImportFailedException when nothing happens for five minutes
   */
  Outcomes awaitOutcomes(LongConsumer progress) {
    long delivered = 0;
    long failed = 0;
    var messages = new Messages(0);
    long since = System.nanoTime();
    for (JsonNode message = messages.next(); message != null; ) {
      switch (message.path("status").asText()) {
        case "DELIVERED" -> delivered++;
        case "FAILED" -> failed++;
        default -> {
          if (System.nanoTime() - since > PATIENCE.toNanos()) {
            throw new ImportFailedException(
                "Nothing has been delivered for "
                    + PATIENCE.toMinutes()
                    + " minutes: "
                    + message.path("id").asText()
                    + " is "
                    + message.path("status").asText());
          }
          Service.pause(POLL);
          messages = new Messages(message.path("seq").asLong() - 1);
          message = messages.next();
          continue;
        }
      }
      since = System.nanoTime();
      progress.accept(delivered + failed);
      message = messages.next();
    }
    return new Outcomes(delivered, failed);
  }

  private boolean isOf(JsonNode message, Utterance utterance) {
    Participant speaker = Objects.requireNonNull(speakers.get(utterance.speaker()));
    return message.path("senderId").asText().equals(speaker.id())
        && message.path("body").asText().equals(utterance.text());
  }

  private boolean isOfSpeaker(JsonNode message) {
    return speakers.values().stream()
        .anyMatch(speaker -> speaker.id().equals(message.path("senderId").asText()));
  }

  /** The group's messages by seq, fetched when they are needed. */
  private final class Messages {
    private long last;
    private boolean gaps;
    private @Nullable Iterator<JsonNode> page;

    Messages(long after) {
      this.last = after;
    }

    @Nullable JsonNode next() {
      if (page == null || !page.hasNext()) {
        page =
            administrator
                .get("/messages?conversationId=" + group + "&limit=" + PAGE + "&after=" + last)
                .orFail("Reading the history", 200)
                .body()
                .path("items")
                .iterator();
      }
      if (!page.hasNext()) {
        return null;
      }
      JsonNode message = page.next();
      long seq = message.path("seq").asLong();
      gaps |= seq != last + 1;
      last = seq;
      return message;
    }
  }
}
