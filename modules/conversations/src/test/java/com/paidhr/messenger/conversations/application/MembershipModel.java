package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.shared.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one conversation ought to be, by brute force: it keeps, for every message, the set of those
 * who may see it, and takes people out of all sets when they leave. It knows nothing of intervals.
 */
final class MembershipModel {

  /** A change that was decided by a node that died before the log told it. */
  private record Untold(boolean enters, boolean exits, UserId target, @Nullable MemberRole role) {}

  final ConversationType type;
  final Set<UserId> everyone;
  final List<Set<UserId>> seenBy = new ArrayList<>();
  final TreeMap<UserId, MemberRole> roles = new TreeMap<>();
  private final Set<UserId> pair;
  private final boolean open;
  private final long maxMembers;
  private boolean archived;
  private @Nullable Untold untold;

  MembershipModel(
      ConversationType type,
      Set<UserId> everyone,
      UserId creator,
      Set<UserId> others,
      boolean open,
      long maxMembers) {
    this.type = type;
    this.everyone = everyone;
    this.open = open || type == ConversationType.CHANNEL;
    this.maxMembers = maxMembers;
    boolean isPrivate = type == ConversationType.PRIVATE;
    others.forEach(user -> roles.put(user, MemberRole.MEMBER));
    roles.put(creator, isPrivate ? MemberRole.MEMBER : MemberRole.OWNER);
    this.pair = isPrivate ? new HashSet<>(roles.keySet()) : Set.of();
  }

  boolean sees(UserId user, int seq) {
    return switch (type) {
      case PRIVATE -> pair.contains(user);
      case CHANNEL -> true;
      case GROUP -> seenBy.get(seq - 1).contains(user);
    };
  }

  boolean knows(UserId user) {
    return type == ConversationType.CHANNEL || roles.containsKey(user);
  }

  boolean mayWrite(UserId user) {
    return roles.containsKey(user) && !archived;
  }

  /** Those to whom the message is addressed: members who have been there since it was written. */
  Set<UserId> audience(int seq) {
    Set<UserId> audience = new TreeSet<>(seenBy.get(seq - 1));
    audience.retainAll(roles.keySet());
    return audience;
  }

  void told() {
    seenBy.add(new HashSet<>(roles.keySet()));
  }

  int send(UserId user) {
    if (!mayWrite(user)) {
      return 0;
    }
    told();
    return seenBy.size();
  }

  /** Anyone who wants to change the conversation first finishes what a dead node left. */
  void finish() {
    Untold left = untold;
    untold = null;
    if (left == null) {
      return;
    }
    if (left.enters() && left.role() != null) {
      roles.put(left.target(), left.role());
    }
    told();
  }

  int join(UserId user) {
    if (type == ConversationType.PRIVATE) {
      return pair.contains(user) ? 409 : 404;
    }
    if (roles.containsKey(user)) {
      return 200;
    }
    return !open ? 404 : archived || isFull() ? 409 : 201;
  }

  int add(UserId actor, UserId user, MemberRole role) {
    int refusal = governing(actor, MemberRole.ADMIN);
    if (refusal != 0) {
      return refusal;
    }
    if (role != MemberRole.MEMBER && roles.get(actor) != MemberRole.OWNER) {
      return 403;
    }
    if (roles.containsKey(user)) {
      return roles.get(user) == role ? 200 : 409;
    }
    return archived || isFull() ? 409 : 201;
  }

  int remove(UserId actor, UserId user) {
    boolean leaves = actor.equals(user);
    int refusal = governing(actor, leaves ? MemberRole.MEMBER : MemberRole.ADMIN);
    if (refusal == 403 && leaves) {
      return 404;
    }
    if (refusal != 0) {
      return refusal;
    }
    if (!roles.containsKey(user)) {
      return 404;
    }
    if (!leaves && roles.get(user) == MemberRole.OWNER && roles.get(actor) != MemberRole.OWNER) {
      return 403;
    }
    return leaves && isLastOwner(user) ? 409 : 204;
  }

  int assign(UserId actor, UserId user, MemberRole role) {
    int refusal = governing(actor, MemberRole.OWNER);
    if (refusal != 0) {
      return refusal;
    }
    if (!roles.containsKey(user)) {
      return 404;
    }
    if (roles.get(user) == role) {
      return 200;
    }
    return isLastOwner(user) ? 409 : 201;
  }

  int archive(UserId actor, boolean wanted) {
    int refusal = governing(actor, MemberRole.OWNER);
    return refusal != 0 ? refusal : archived == wanted ? 200 : 201;
  }

  private int governing(UserId actor, MemberRole needed) {
    if (type == ConversationType.PRIVATE) {
      return pair.contains(actor) ? 409 : 404;
    }
    MemberRole role = roles.get(actor);
    if (role == null) {
      return type == ConversationType.GROUP ? 404 : 403;
    }
    return role.ordinal() <= needed.ordinal() ? 0 : 403;
  }

  private boolean isFull() {
    return type == ConversationType.GROUP && roles.size() >= maxMembers;
  }

  private boolean isLastOwner(UserId user) {
    return roles.get(user) == MemberRole.OWNER
        && roles.values().stream().filter(role -> role == MemberRole.OWNER).count() == 1;
  }

  void enter(UserId user, MemberRole role, boolean logged) {
    if (logged) {
      roles.put(user, role);
      told();
    } else {
      untold = new Untold(true, false, user, role);
    }
  }

  void exit(UserId user, boolean logged) {
    roles.remove(user);
    seenBy.forEach(set -> set.remove(user));
    tellOrNot(logged, new Untold(false, true, user, null));
  }

  void appoint(UserId user, MemberRole role, boolean logged) {
    roles.put(user, role);
    tellOrNot(logged, new Untold(false, false, user, role));
  }

  void archived(UserId actor, boolean now, boolean logged) {
    archived = now;
    tellOrNot(logged, new Untold(false, false, actor, null));
  }

  private void tellOrNot(boolean logged, Untold left) {
    if (logged) {
      told();
    } else {
      untold = left;
    }
  }

  Map<UserId, MemberRole> members() {
    return roles;
  }
}
