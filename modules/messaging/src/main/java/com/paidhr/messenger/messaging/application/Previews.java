package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationPreviews;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.application.NewestMessages.Ends;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What conversation lists show of the messages. */
@ApplicationScoped
class Previews implements ConversationPreviews {
  private final MessageLog log;
  private final NewestMessages newest;
  private final UnreadCounts unreadCounts;
  private final KnownReceipts receipts;
  private final ShownReceipts shown;
  private final Conversations conversations;

  @Inject
  Previews(
      MessageLog log,
      NewestMessages newest,
      UnreadCounts unreadCounts,
      KnownReceipts receipts,
      ShownReceipts shown,
      Conversations conversations) {
    this.shown = shown;
    this.conversations = conversations;
    this.log = log;
    this.newest = newest;
    this.unreadCounts = unreadCounts;
    this.receipts = receipts;
  }

  @Override
  public Map<ConversationId, Preview> previews(UserId reader, Collection<Visibility> visible) {
    Map<ConversationId, Message> last =
        newestVisible(newest.of(visible.stream().map(Visibility::conversation).toList()), visible);
    last.keySet().removeAll(ended(reader, visible));
    return previews(last, visible);
  }

  @Override
  public Newest newest(
      Collection<ConversationId> conversations, @Nullable Instant before, int shown) {
    return newest.ends(conversations, before, shown);
  }

  @Override
  public Map<ConversationId, Preview> previews(
      UserId reader, Newest known, Collection<Visibility> visible) {
    if (!(known instanceof Ends ends)) {
      throw new IllegalArgumentException("Not made here");
    }
    Map<ConversationId, Message> found = new HashMap<>(ends.messages());
    List<Visibility> unread =
        visible.stream()
            .filter(one -> ends.of(one.conversation()) != null)
            .filter(one -> !found.containsKey(one.conversation()))
            .toList();
    found.putAll(newest.of(unread.stream().map(Visibility::conversation).toList()));
    Map<ConversationId, Message> last = newestVisible(found, visible);
    last.keySet().removeAll(ended(reader, unread));
    return previews(last, visible);
  }

  private Map<ConversationId, Preview> previews(
      Map<ConversationId, Message> last, Collection<Visibility> visible) {
    Map<ConversationId, Long> lastSeqs = new HashMap<>();
    last.forEach((conversation, message) -> lastSeqs.put(conversation, message.seq()));
    Map<ConversationId, Long> unread = unreadCounts.of(visible, lastSeqs);
    Map<ConversationId, Preview> previews = new HashMap<>();
    for (Visibility visibility : visible) {
      ConversationId conversation = visibility.conversation();
      previews.put(
          conversation,
          preview(visibility, last.get(conversation), unread.getOrDefault(conversation, 0L)));
    }
    return previews;
  }

  private static Preview preview(Visibility visibility, @Nullable Message last, long unread) {
    return last == null
        ? new Preview(0, null, unread, null)
        : new Preview(
            last.seq(), MessagePreview.of(Views.of(last, visibility)), unread, last.createdAt());
  }

  private Map<ConversationId, Message> newestVisible(
      Map<ConversationId, Message> found, Collection<Visibility> visible) {
    Map<ConversationId, Message> last = new HashMap<>();
    for (Visibility visibility : visible) {
      Message message = found.get(visibility.conversation());
      if (message != null && message.seq() > visibility.to()) {
        message = lastOf(visibility);
      }
      if (message != null && visibility.sees(message.seq())) {
        last.put(visibility.conversation(), message);
      }
    }
    return last;
  }

  /** Those that the reader was put out of before their last messages were read. */
  private Set<ConversationId> ended(UserId reader, Collection<Visibility> visible) {
    Set<ConversationId> mayEnd =
        visible.stream()
            .filter(Visibility::mayEnd)
            .map(Visibility::conversation)
            .collect(Collectors.toSet());
    if (!mayEnd.isEmpty()) {
      mayEnd.removeAll(conversations.accessOf(reader, mayEnd).keySet());
    }
    return mayEnd;
  }

  private @Nullable Message lastOf(Visibility visibility) {
    return visibility.isEmpty()
        ? null
        : log.brief(List.of(new MessageId(visibility.conversation(), visibility.to()))).stream()
            .findFirst()
            .map(Brief::value)
            .orElse(null);
  }

  @Override
  public Map<UserId, Long> readUpTo(UserId reader, Access access, Collection<UserId> members) {
    List<Reader> readers =
        shown.namedTo(access, members).stream()
            .map(member -> new Reader(access.conversation(), member))
            .toList();
    Map<UserId, Long> upTo = new HashMap<>();
    receipts.readThrough(readers).forEach((member, seq) -> upTo.put(member.user(), seq));
    return upTo;
  }
}
