package com.paidhr.messenger.testsupport.model;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.model.Doors.Listed;
import com.paidhr.messenger.testsupport.model.Doors.Seen;
import com.paidhr.messenger.testsupport.model.MembershipModel.Kind;
import com.paidhr.messenger.testsupport.model.MembershipModel.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One conversation with its messages, and what each user must see of it. */
final class RoomModel {
  final ConversationId id;
  final MembershipModel members;
  final List<Entry> log = new ArrayList<>();

  /** Seqs in the order of pinning. */
  private final List<Integer> pins = new ArrayList<>();

  /** A message; its readers are those who said so. */
  record Entry(
      UserId sender,
      boolean system,
      @Nullable String body,
      int replyTo,
      List<MediaId> files,
      Set<UserId> readers,
      Set<UserId> reactions) {}

  RoomModel(ConversationId id, MembershipModel members) {
    this.id = id;
    this.members = members;
  }

  /** Whether the user sees the message; there is none at 0 nor behind the last. */
  boolean sees(UserId user, int seq) {
    return seq >= 1 && seq <= log.size() && members.knows(user) && members.sees(user, seq);
  }

  boolean receives(UserId user, int seq) {
    return sees(user, seq) && members.audience(seq).contains(user);
  }

  /** The status of an attempt to write. */
  int writing(UserId user) {
    if (!members.knows(user)) {
      return 404;
    }
    return !members.members().containsKey(user) ? 403 : members.isArchived() ? 409 : 201;
  }

  void say(UserId sender, String body, int replyTo, List<MediaId> files) {
    members.told();
    log.add(entry(sender, false, body, replyTo, files));
  }

  /** The log tells a change, as the model of members says already. */
  void tell(UserId actor) {
    log.add(entry(actor, true, null, 0, List.of()));
  }

  private static Entry entry(
      UserId sender, boolean system, @Nullable String body, int replyTo, List<MediaId> files) {
    return new Entry(sender, system, body, replyTo, files, new HashSet<>(), new TreeSet<>());
  }

  /** The user reads one message, or all that was for them up to it. */
  void read(UserId user, int seq, boolean upTo) {
    if (!receives(user, seq)) {
      return;
    }
    for (int one = upTo ? 1 : seq; one <= seq; one++) {
      if (receives(user, one) && (upTo || !log.get(one - 1).sender().equals(user))) {
        log.get(one - 1).readers().add(user);
      }
    }
  }

  void pin(int seq) {
    if (!pins.contains(seq)) {
      pins.add(seq);
    }
  }

  MessageId message(int seq) {
    return new MessageId(id, seq);
  }

  Seen seen(UserId user, int seq) {
    Entry entry = log.get(seq - 1);
    int parent = entry.replyTo();
    return new Seen(
        seq,
        entry.sender(),
        entry.system(),
        entry.body(),
        parent == 0 ? null : (long) parent,
        parent != 0 && sees(user, parent) ? words(log.get(parent - 1)) : null,
        entry.reactions(),
        pins.contains(seq),
        entry.files());
  }

  boolean isSentBy(UserId user, int seq) {
    return seq >= 1
        && seq <= log.size()
        && !log.get(seq - 1).system()
        && log.get(seq - 1).sender().equals(user);
  }

  /** The message as its sender was first told. */
  Seen sent(UserId sender, int seq) {
    Seen now = seen(sender, seq);
    return new Seen(
        now.seq(),
        now.sender(),
        now.system(),
        now.body(),
        now.replyTo(),
        now.quoted(),
        Set.of(),
        false,
        now.files());
  }

  private static String words(Entry entry) {
    return entry.body() == null ? Doors.SYSTEM : entry.body();
  }

  private List<Seen> all(UserId user, IntStream seqs) {
    return seqs.filter(seq -> sees(user, seq)).mapToObj(seq -> seen(user, seq)).toList();
  }

  Optional<List<Seen>> history(UserId user) {
    return members.knows(user)
        ? Optional.of(all(user, IntStream.rangeClosed(1, log.size())))
        : Optional.empty();
  }

  /** What is found: all that somebody wrote, newest first. */
  Optional<List<Seen>> found(UserId user) {
    return history(user)
        .map(seen -> seen.reversed().stream().filter(message -> !message.system()).toList());
  }

  Optional<List<Seen>> pinned(UserId user) {
    return members.knows(user)
        ? Optional.of(
            all(user, pins.reversed().stream().mapToInt(seq -> seq)).stream()
                .limit(Doors.PINS)
                .toList())
        : Optional.empty();
  }

  /** Who does not see the first message is shown the answers that they see, if any. */
  Optional<List<Seen>> thread(UserId user, int root) {
    List<Seen> thread =
        all(
            user,
            IntStream.rangeClosed(root, log.size())
                .filter(seq -> seq == root || begin(seq) == root));
    return thread.isEmpty() ? Optional.empty() : Optional.of(thread);
  }

  /** Where the thread of a message begins. */
  private int begin(int seq) {
    int parent = log.get(seq - 1).replyTo();
    return parent == 0 ? seq : begin(parent);
  }

  boolean isRoot(int seq) {
    return log.get(seq - 1).replyTo() == 0;
  }

  boolean hasMember(UserId user) {
    return members.members().containsKey(user);
  }

  long readers(int seq) {
    Entry entry = log.get(seq - 1);
    return entry.readers().stream().filter(user -> !user.equals(entry.sender())).count();
  }

  Optional<Listed> listed(UserId user) {
    if (!members.knows(user)) {
      return Optional.empty();
    }
    int last = log.size();
    Role role = members.kind() == Kind.PRIVATE ? Role.MEMBER : members.members().get(user);
    return Optional.of(
        new Listed(id, role, last, last == 0 ? null : seen(user, last), unread(user)));
  }

  private long unread(UserId user) {
    return IntStream.rangeClosed(1, log.size())
        .filter(seq -> receives(user, seq))
        .mapToObj(seq -> log.get(seq - 1))
        .filter(entry -> !entry.system() && !entry.sender().equals(user))
        .filter(entry -> !entry.readers().contains(user))
        .count();
  }

  /**
   * Up to where a member has read without a gap since they are there; 0 when they have not begun.
   * Own messages are no gap.
   */
  long readUpTo(UserId member) {
    int first =
        IntStream.rangeClosed(1, log.size())
            .filter(seq -> receives(member, seq))
            .findFirst()
            .orElse(log.size() + 1);
    int upTo = 0;
    for (int seq = first; seq <= log.size(); seq++) {
      Entry entry = log.get(seq - 1);
      if (entry.readers().contains(member)) {
        upTo = seq;
      } else if (entry.system() || !entry.sender().equals(member)) {
        break;
      }
    }
    return upTo;
  }
}
