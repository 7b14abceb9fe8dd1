package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.budget.Holding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;

/** Hands out a whole conversation, as much of it as the reader sees, page by page. */
@ApplicationScoped
public class ExportConversation {

  /** Takes one page of messages at a time, ascending. */
  @FunctionalInterface
  public interface Taker<E extends Exception> {
    void take(List<MessageView> page) throws E;
  }

  private final ReadHistory history;
  private final AuditLog audit;

  @Inject
  ExportConversation(ReadHistory history, AuditLog audit) {
    this.history = history;
    this.audit = audit;
  }

  /**
   * Refuses with status 404 whoever may not know the conversation; notes the export in the audit
   * log and returns its first page.
   */
  public Page<MessageView> begin(UserId reader, ConversationId conversation) {
    Page<MessageView> first = page(reader, conversation, 0);
    audit.note(AuditEntry.of(reader, "conversation.exported").in(conversation));
    return first;
  }

  /**
   * Hands out all pages from the first one on. What the reader may see is asked again for each, so
   * one who is put out meanwhile gets a 404 in the middle. Only one page is held at a time.
   */
  public <E extends Exception> void export(
      UserId reader, ConversationId conversation, Page<MessageView> first, Taker<E> taker)
      throws E {
    Page<MessageView> page = first;
    long held = size(page);
    taker.take(page.items());
    while (page.next() != null && !page.items().isEmpty()) {
      long last = page.items().getLast().seq();
      Holding.current().give(held);
      page = page(reader, conversation, last);
      held = size(page);
      taker.take(page.items());
    }
  }

  /** About what the page took of the request's memory. */
  private static long size(Page<MessageView> page) {
    return page.items().stream()
        .map(MessageView::body)
        .filter(Objects::nonNull)
        .mapToLong(body -> 2L * body.length())
        .sum();
  }

  private Page<MessageView> page(UserId reader, ConversationId conversation, long after) {
    return history.page(
        reader, conversation, new HistoryPosition(Anchor.AFTER, after), PageRequest.MAX_LIMIT);
  }
}
