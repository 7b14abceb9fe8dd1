package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.delivery.InboxEntry.Reading;
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
import java.util.stream.Collectors;

/**
 * Tells who read what: the reader's own devices always; the other members where receipts are FULL,
 * of and to those who have not turned theirs off. Where nobody is named, since that is not allowed
 * or the members are more than {@code delivery.detail-limit}, senders are told how many have read.
 * Each listener gets one entry for all that was read in a conversation meanwhile.
 */
@ApplicationScoped
class ReadTelling {
  /** Readings that are sent at once. */
  private static final int AT_ONCE = 5_000;

  /** Readings of an entry. */
  private static final int PER_ENTRY = 256;

  private final MessageChanges changes;
  private final Listeners listeners;
  private final ReadCounts counts;
  private final Inboxes inboxes;
  private final int detailLimit;

  @Inject
  ReadTelling(
      MessageChanges changes,
      Listeners listeners,
      ReadCounts counts,
      Inboxes inboxes,
      DeliverySettings settings) {
    this.changes = changes;
    this.listeners = listeners;
    this.counts = counts;
    this.inboxes = inboxes;
    this.detailLimit = settings.detailLimit();
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
    boolean isLarge = members.size() > detailLimit;
    Set<UserId> concerned = new LinkedHashSet<>(read.keySet());
    if (!isLarge) {
      concerned.addAll(members);
    }
    Set<UserId> sharing = isLarge ? Set.of() : changes.sharingReads(conversation, concerned);
    Map<UserId, List<Reading>> own = new LinkedHashMap<>();
    read.forEach((reader, seqs) -> {
      long all = through.getOrDefault(reader, 0L);
      own.put(reader, shown(seqs, all).stream().map(seq -> new Reading(reader, seq, all)).toList());
    });
    tellByName(conversation, own, sharing);
    if (sharing.isEmpty()) {
      Set<Long> seqs = read.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
      inboxes.tell(counts.of(conversation, seqs));
    }
  }

  private void tellByName(
      ConversationId conversation, Map<UserId, List<Reading>> own, Set<UserId> sharing) {
    List<Reading> shared =
        own.entrySet().stream()
            .filter(one -> sharing.contains(one.getKey()))
            .flatMap(one -> one.getValue().stream())
            .toList();
    Set<UserId> told = new LinkedHashSet<>(own.keySet());
    if (!shared.isEmpty()) {
      told.addAll(sharing);
    }
    List<InboxChange> entries = new ArrayList<>();
    int readings = 0;
    for (UserId user : told) {
      List<Reading> all = sharing.contains(user) ? shared : own.getOrDefault(user, List.of());
      for (int from = 0; from < all.size(); from += PER_ENTRY) {
        List<Reading> some = all.subList(from, Math.min(all.size(), from + PER_ENTRY));
        entries.add(InboxChange.ofReadings(user, conversation, some));
      }
      readings += all.size();
      if (readings >= AT_ONCE) {
        inboxes.tell(entries);
        entries.clear();
        readings = 0;
      }
    }
    inboxes.tell(entries);
  }

  /** Those behind what is read without a gap, or else the last one. */
  private static Collection<Long> shown(TreeSet<Long> seqs, long through) {
    Collection<Long> apart = seqs.tailSet(through, false);
    return apart.isEmpty() ? List.of(seqs.last()) : apart;
  }
}
