package com.paidhr.messenger.testsupport.attacks;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A member whose texts are as long as a text may be, in signs of four bytes, wherever texts are
 * listed: who asks for a list makes the service hold them.
 */
public final class LargeTexts {
  private static final int CHARACTERS = 40_000;
  private static final int WRITERS = 4;

  private final ApiClient author;
  private final ApiClient stranger;
  private final String room;
  private final String edited;

  /**
   * Writes them.
   *
   * @param count messages in one conversation; half as many conversations with such a last message,
   *     edits of one message, and messages that wait for their time
   */
  public LargeTexts(RunningMessenger messenger, int count) {
    author = messenger.newUser("author");
    stranger = messenger.newUser("stranger");
    room = author.group("Large");
    edited = author.send(room, text(0)).at("/id").asText();
    String later = Instant.now().plus(Duration.ofDays(1)).toString();
    AtOnce.each(
        WRITERS,
        writer -> {
          for (int i = writer; i < count; i += WRITERS) {
            author.send(room, text(i));
            if (i < count / 2) {
              author.send(author.group("Large " + i), text(i));
              author
                  .post(
                      "/messages", Map.of("conversationId", room, "body", text(i), "sendAt", later))
                  .expect(202);
            }
          }
          return writer;
        });
    for (int i = 1; i <= count / 2; i++) {
      author.patch("/messages/" + edited, Map.of("body", text(i))).expect(200);
    }
  }

  private static String text(int number) {
    return "%04d".formatted(number) + "\uD83D\uDE00".repeat(CHARACTERS - 4);
  }

  /** The lists that the member may ask for. */
  public List<String> lists() {
    String messages = "/messages?conversationId=" + room;
    return List.of(
        messages + "&limit=200",
        messages,
        messages + "&limit=200&senderId=" + author.userId(),
        "/messages/" + edited + "/edits",
        "/messages/scheduled?limit=200",
        "/conversations?limit=200");
  }

  /** What so many requests of the member for a list are answered, all at once. */
  public List<Answer> read(String list, int times) {
    return AtOnce.each(times, i -> author.get(list));
  }

  /** What so many requests of a stranger for the messages are answered, all at once. */
  public List<Answer> readAsStranger(int times) {
    return AtOnce.each(times, i -> stranger.get(lists().getFirst()));
  }
}
