package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.LogEndStore;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.SearchIndex;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.HeavyWork;
import com.paidhr.messenger.shared.limits.LimitSettings;
import com.paidhr.messenger.shared.text.SearchQuery;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much one search looks at, however much there is. */
class SearchBoundsTest {
  private final List<Integer> conversationsAsked = new ArrayList<>();

  /** Always finds what has the words of a quotation, though never in their order. */
  private final class Endless implements SearchIndex {
    @Override
    public List<Brief<Message>> find(
        Collection<ConversationId> asked, Filter filter, @Nullable Position after, int limit) {
      conversationsAsked.add(asked.size());
      return LongStream.rangeClosed(1, limit)
          .mapToObj(i -> new Brief<>(Drafts.text(ANN, "k").at(new Tail(i), Instant.EPOCH), 0, 500))
          .toList();
    }

    @Override
    public List<Brief<Message>> among(
        ConversationId conversation, long from, long to, Filter filter, int limit) {
      throw new UnsupportedOperationException();
    }
  }

  /** A user of a channel without end. */
  private static Page<Visibility> everywhere(UserId user, PageRequest page) {
    long first = page.after().map(Long::parseLong).orElse(0L);
    List<Visibility> items =
        LongStream.range(first, first + page.limit())
            .mapToObj(i ->
                new Visibility(
                    i == 0 ? ROOM : new ConversationId("room" + i),
                    user,
                    Visibility.Rule.CHANNEL_READER,
                    1,
                    Visibility.OPEN,
                    1))
            .toList();
    return new Page<>(items, PageRequest.encode(Long.toString(first + page.limit())));
  }

  private static <T> T only(Class<T> type, String name, Function<Object[], Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            SearchBoundsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals(name)) {
                return answer.apply(arguments);
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  @Test
  void endsAfterAThousandFoundMessagesAndAThousandConversations() {
    Conversations conversations =
        only(
            Conversations.class,
            "readableBy",
            arguments -> everywhere((UserId) arguments[0], (PageRequest) arguments[1]));
    MessageLog log = only(MessageLog.class, "tail", arguments -> Tail.EMPTY);
    LogEnds ends = new LogEnds(only(LogEndStore.class, "none", arguments -> Tail.EMPTY));
    SearchMessages search =
        new SearchMessages(
            new Endless(), log, ends, conversations, new HeavyWork(LimitSettings.STANDARD));
    SearchIndex.Filter filter =
        new SearchIndex.Filter(SearchQuery.of("\"k body\""), null, null, null, null, null);

    Page<SearchHit> page = search.search(BOB, null, filter, PageRequest.of(10, null));

    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isNotNull();
    assertThat(conversationsAsked).hasSize(10).containsOnly(1_000);
  }
}
