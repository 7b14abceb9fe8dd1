package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageChanges.UntoldRead;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells who read what: the reader's own devices always; the other members where receipts are FULL,
 * of and to those who have not turned theirs off. In a conversation with more members than {@code
 * delivery.detail-limit} the others are told nothing: there a status has counts, which are asked
 * for. An entry has the message that was read and, as its version, the seq up to which the reader
 * has read everything; a message that this covers needs no entry of its own.
 */
@ApplicationScoped
public class ReadTelling {
  /** Entries that are sent at once. */
  private static final int AT_ONCE = 5_000;

  private final MessageChanges changes;
  private final Listeners listeners;
  private final Inboxes inboxes;
  private final int detailLimit;

  @Inject
  public ReadTelling(
      MessageChanges changes, Listeners listeners, Inboxes inboxes, DeliverySettings settings) {
    this.changes = changes;
    this.listeners = listeners;
    this.inboxes = inboxes;
    this.detailLimit = settings.detailLimit();
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected ReadTelling() {
    this.changes = null;
    this.listeners = null;
    this.inboxes = null;
    this.detailLimit = 0;
  }

  /** Tells of the reads, those of a conversation together. */
  void tell(Collection<UntoldRead> reads) {
    Map<ConversationId, Map<UserId, TreeSet<Long>>> read = new LinkedHashMap<>();
    for (UntoldRead one : reads) {
      read.computeIfAbsent(one.conversation(), id -> new LinkedHashMap<>())
          .computeIfAbsent(one.user(), user -> new TreeSet<>())
          .add(one.seq());
    }
    read.forEach(this::tell);
    changes.toldReads(reads.stream().filter(one -> one.version() > 0).toList());
  }

  private void tell(ConversationId conversation, Map<UserId, TreeSet<Long>> read) {
    Map<UserId, Long> through = changes.readThrough(conversation, read.keySet());
    List<UserId> members = listeners.first(conversation, detailLimit + 1);
    Set<UserId> concerned = new LinkedHashSet<>(read.keySet());
    if (members.size() <= detailLimit) {
      concerned.addAll(members);
    }
    Set<UserId> sharing = changes.sharingReads(conversation, concerned);
    List<InboxChange> entries = new ArrayList<>();
    read.forEach((reader, seqs) -> {
      long all = through.getOrDefault(reader, 0L);
      Set<UserId> told = new LinkedHashSet<>();
      told.add(reader);
      if (members.size() <= detailLimit && sharing.contains(reader)) {
        told.addAll(sharing);
      }
      for (long seq : shown(seqs, all)) {
        told.forEach(
            user -> entries.add(InboxChange.ofReading(user, conversation, reader, seq, all)));
      }
      if (entries.size() >= AT_ONCE) {
        inboxes.tell(entries);
        entries.clear();
      }
    });
    inboxes.tell(entries);
  }

  /** Those behind what is read without a gap, or else the last one. */
  private static Collection<Long> shown(TreeSet<Long> seqs, long through) {
    Collection<Long> apart = seqs.tailSet(through, false);
    return apart.isEmpty() ? List.of(seqs.last()) : apart;
  }
}
