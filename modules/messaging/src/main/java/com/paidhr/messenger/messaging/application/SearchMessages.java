package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.SearchIndex;
import com.paidhr.messenger.messaging.domain.SearchIndex.Filter;
import com.paidhr.messenger.messaging.domain.SearchIndex.Position;
import com.paidhr.messenger.messaging.domain.Snippet;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.HeavyWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Searches one conversation or everything that the caller may read, newest first. What is found is
 * shown only where the visibility rule shows that very message.
 */
@ApplicationScoped
public class SearchMessages {
  private static final int MAX_CONVERSATIONS = 1_000;
  private static final int AT_ONCE = 100;

  /** How many found messages one request looks at before it answers with what fits. */
  private static final int MAX_EXAMINED = 1_000;

  /** How much text one request compares with phrases and makes snippets of, in UTF-16 units. */
  private static final long MAX_COMPARED = 1_000_000;

  /** How many messages of a conversation one request looks through where no word leads to them. */
  private static final long MAX_LOOKED_THROUGH = 20_000;

  private static final long LOOKED_THROUGH_AT_ONCE = 1_000;

  private final SearchInTurn index;
  private final MessageLog log;
  private final LogEnds ends;
  private final Conversations conversations;

  @Inject
  SearchMessages(
      SearchIndex index,
      MessageLog log,
      LogEnds ends,
      Conversations conversations,
      HeavyWork work) {
    this.index = new SearchInTurn(index, work);
    this.log = log;
    this.ends = ends;
    this.conversations = conversations;
  }

  /**
   * A page of what is found. It may be short, even empty, and still have a next one: the cost of a
   * request is bounded.
   *
   * @param conversation where to search, or null for everywhere: the caller's own conversations,
   *     then channels, at most 1,000
   * @throws DomainException with status 404 when the caller may not know the conversation
   */
  public Page<SearchHit> search(
      UserId caller, @Nullable ConversationId conversation, Filter filter, PageRequest page) {
    Map<ConversationId, Visibility> visible = visible(caller, conversation);
    Visibility only = conversation == null ? null : visible.get(conversation);
    Page<SearchHit> found =
        only != null && filter.query().terms().isEmpty()
            ? lookThrough(only, filter, page)
            : find(visible, filter, page);
    return stillVisible(caller, visible, found);
  }

  /** Leaves out what was written after the caller was put out, while this search went on. */
  private Page<SearchHit> stillVisible(
      UserId caller, Map<ConversationId, Visibility> visible, Page<SearchHit> found) {
    Set<ConversationId> mayEnd =
        found.items().stream()
            .map(hit -> hit.message().id().conversation())
            .filter(conversation -> {
              Visibility visibility = visible.get(conversation);
              return visibility != null && visibility.mayEnd();
            })
            .collect(Collectors.toSet());
    if (mayEnd.isEmpty()) {
      return found;
    }
    Map<ConversationId, Access> now = conversations.accessOf(caller, mayEnd);
    List<SearchHit> hits =
        found.items().stream()
            .filter(hit -> {
              MessageId id = hit.message().id();
              Access access = now.get(id.conversation());
              return !mayEnd.contains(id.conversation())
                  || (access != null && access.visibility().sees(id.seq()));
            })
            .toList();
    return new Page<>(hits, found.next());
  }

  private Page<SearchHit> find(
      Map<ConversationId, Visibility> visible, Filter filter, PageRequest page) {
    SearchPage found = new SearchPage(log, page.limit());
    Position position = page.after(SearchMessages::decode).orElse(null);
    int examined = 0;
    long compared = 0;
    while (!visible.isEmpty()) {
      Position from = position;
      List<Brief<Message>> some =
          WholeBodies.briefly(AT_ONCE, () -> index.find(visible.keySet(), filter, from, AT_ONCE));
      List<Brief<Message>> shown =
          some.stream()
              .filter(one -> {
                Visibility visibility = visible.get(one.value().id().conversation());
                return visibility != null && visibility.sees(one.value().seq());
              })
              .toList();
      for (Brief<Message> one : some) {
        MessageId id = one.value().id();
        Visibility visibility = visible.get(id.conversation());
        if (visibility != null && visibility.sees(id.seq())) {
          if (found.isFull(one)) {
            return new Page<>(found.hits(), encode(position));
          }
          Message message = found.whole(shown, one);
          compared += length(message);
          if (matches(filter, message)) {
            found.add(one, hit(filter, message, visibility));
          }
        }
        position = new Position(one.value().createdAt(), id.value());
        if (compared > MAX_COMPARED) {
          return new Page<>(found.hits(), encode(position));
        }
      }
      examined += some.size();
      if (some.size() < AT_ONCE) {
        return new Page<>(found.hits(), null);
      }
      if (examined >= MAX_EXAMINED) {
        return new Page<>(found.hits(), encode(position));
      }
    }
    return new Page<>(found.hits(), null);
  }

  /**
   * Without a whole word no index leads to the messages, so they are looked through from the newest
   * on, some thousands in a request.
   */
  private Page<SearchHit> lookThrough(Visibility visibility, Filter filter, PageRequest page) {
    ConversationId conversation = visibility.conversation();
    long newest =
        page.after(PageRequest::seq)
            .map(seq -> seq - 1)
            .orElseGet(() -> log.tail(conversation, ends.hint(conversation)).seq());
    long last = Math.min(newest, visibility.to());
    long first = Math.max(visibility.from(), Math.max(1, last - MAX_LOOKED_THROUGH + 1));
    long compared = 0;
    SearchPage found = new SearchPage(log, page.limit());
    for (long to = last; to >= first; to -= LOOKED_THROUGH_AT_ONCE) {
      long upTo = to;
      long from = Math.max(first, to - LOOKED_THROUGH_AT_ONCE + 1);
      int room = page.limit() + 1 - found.hits().size();
      List<Brief<Message>> some =
          WholeBodies.briefly(room, () -> index.among(conversation, from, upTo, filter, room));
      for (Brief<Message> one : some) {
        if (found.isFull(one) || compared > MAX_COMPARED) {
          return new Page<>(found.hits(), encode(one.value().seq() + 1));
        }
        Message message = found.whole(some, one);
        compared += length(message);
        found.add(one, hit(filter, message, visibility));
      }
    }
    return new Page<>(found.hits(), first > Math.max(1, visibility.from()) ? encode(first) : null);
  }

  private Map<ConversationId, Visibility> visible(
      UserId caller, @Nullable ConversationId conversation) {
    Map<ConversationId, Visibility> visible = new HashMap<>();
    if (conversation != null) {
      visible.put(conversation, conversations.accessOf(caller, conversation).visibility());
      return visible;
    }
    String cursor = null;
    do {
      Page<Visibility> page =
          conversations.readableBy(caller, PageRequest.of(PageRequest.MAX_LIMIT, cursor));
      page.items().forEach(visibility -> visible.put(visibility.conversation(), visibility));
      cursor = page.next();
    } while (cursor != null && visible.size() < MAX_CONVERSATIONS);
    return visible;
  }

  private boolean matches(Filter filter, Message message) {
    List<String> texts = new ArrayList<>();
    if (message.body() != null) {
      texts.add(message.body());
    }
    message.attachments().forEach(file -> texts.add(file.name()));
    return index.matches(filter, texts);
  }

  private static int length(Message message) {
    String body = message.body();
    return body == null ? 0 : body.length();
  }

  private static SearchHit hit(Filter filter, Message message, Visibility visibility) {
    String body = message.body();
    return new SearchHit(
        Views.of(message, visibility),
        filter.query().isEmpty() || body == null ? null : Snippet.of(body, filter.query()));
  }

  private static @Nullable String encode(@Nullable Position position) {
    return position == null
        ? null
        : PageRequest.encode(position.createdAt().toEpochMilli() + ":" + position.id());
  }

  private static Position decode(String encoded) {
    String[] parts = encoded.split(":", 2);
    return new Position(
        Instant.ofEpochMilli(Long.parseLong(parts[0])), MessageId.fromString(parts[1]).value());
  }

  private static String encode(long seq) {
    return PageRequest.encode(Long.toString(seq));
  }
}
