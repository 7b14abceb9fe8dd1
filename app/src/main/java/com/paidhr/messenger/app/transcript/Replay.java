package com.paidhr.messenger.app.transcript;

import com.paidhr.messenger.app.client.Participant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * One transcript in one group. Messages are sent one after the other, each when the one before is
 * acknowledged, because that alone makes the order of the file the order of the conversation. What
 * the group has already is found out first, and every message has an id of its own, so an import
 * that was interrupted goes on where it was.
 */
final class Replay {
  private final Transcript transcript;
  private final Participant administrator;
  private final Map<String, Participant> speakers;

  Replay(Transcript transcript, Participant administrator, Map<String, Participant> speakers) {
    this.transcript = transcript;
    this.administrator = administrator;
    this.speakers = speakers;
  }

  /** The group's name; a digest of the content tells imports of different files apart. */
  String groupName() {
    String name = transcript.name();
    return name.substring(0, Math.min(name.length(), 40)) + " (" + mark() + ")";
  }

  /** Finds the group of an earlier start or creates it; returns its id. */
  String group() {
    return administrator.findConversation(groupName(), mark()).orElseGet(this::made);
  }

  private String made() {
    Collection<String> members = speakers.values().stream().map(Participant::id).toList();
    return administrator
        .post(
            "/conversations",
            Map.of(
                "type",
                "GROUP",
                "name",
                groupName(),
                "topic",
                "Imported from " + transcript.name(),
                "memberIds",
                List.copyOf(members)))
        .orFail("Creating the group", 201)
        .body()
        .path("id")
        .asText();
  }

  /**
   * Sends what comes after the first {@code done} utterances.
   *
   * @param progress told how many utterances are in the group
   */
  void send(String group, long done, LongConsumer progress) {
    long[] sent = {0};
    transcript.forEach(utterance -> {
      sent[0]++;
      if (sent[0] > done) {
        send(group, utterance);
        progress.accept(sent[0]);
      }
    });
  }

  private void send(String group, Utterance utterance) {
    Participant speaker = speakers.get(utterance.speaker());
    if (speaker == null) {
      throw new IllegalStateException("Nobody signed in for " + utterance.speaker());
    }
    speaker
        .post(
            "/messages",
            Map.of(
                "conversationId",
                group,
                "body",
                utterance.text(),
                "clientMessageId",
                mark() + "-" + utterance.line()))
        .orFail("Line " + utterance.line(), 201, 200);
  }

  private String mark() {
    return transcript.digest().substring(0, 16);
  }
}
