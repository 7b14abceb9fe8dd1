package com.paidhr.messenger.messaging.personal;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Writings;
import com.paidhr.messenger.messaging.personal.OwnReactions.Line;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log is walked to its end, never many messages at once. */
class OwnReactionsTest {
  private static final UserId ANN = new UserId("ann");
  private static final ConversationId ROOM = new ConversationId("room");

  private final List<Collection<MessageId>> asked = new ArrayList<>();
  private final List<Object> written = new ArrayList<>();

  /** Ann has put something under every message. */
  private final class Everywhere implements Writings {
    @Override
    public void forEach(
        ConversationId conversation, UserId author, PersonalRecords.Taker<Message> taker) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forEachEdited(
        ConversationId conversation, UserId author, PersonalRecords.Taker<Message> taker) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<MessageId, List<String>> reactions(UserId user, Collection<MessageId> under) {
      asked.add(under);
      return under.stream().collect(Collectors.toMap(id -> id, id -> List.of("👍")));
    }
  }

  private final class Written implements PersonalRecords {
    @Override
    public void add(Object record) {
      written.add(record);
    }

    @Override
    public void addFile(String name, InputStream bytes) {
      throw new UnsupportedOperationException();
    }
  }

  private static <T> T only(Class<T> type, String name, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            OwnReactionsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo(name);
              return answer;
            }));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 499, 500, 501, 1_000, 1_001})
  void takesEachMessageOfALogOnce(int length) throws IOException {
    OwnReactions reactions =
        new OwnReactions(
            only(Conversations.class, "everIn", List.of(ROOM)),
            new Everywhere(),
            only(Messages.class, "lastSeq", (long) length));

    reactions.write(ANN, new Written());

    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, length)
                .mapToObj(seq -> new Line(new MessageId(ROOM, seq), "👍"))
                .toList());
    assertThat(asked)
        .hasSize((length + 499) / 500)
        .allSatisfy(stretch -> assertThat(stretch).hasSizeLessThanOrEqualTo(500));
  }
}
