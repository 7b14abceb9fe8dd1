package com.paidhr.messenger.testsupport.model;

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
 * What asks for a change answers the HTTP status to expect: 200 where it is so already, 201 or 204
 * where something changes, and then the test says that it happened.
 */
public final class MembershipModel {
  /** The kinds of conversation, named as the application names them. */
  public enum Kind {
    PRIVATE,
    GROUP,
    CHANNEL
  }

  /** The roles, the strongest first, named as the application names them. */
  public enum Role {
    OWNER,
    ADMIN,
    MEMBER
  }

  /** A change that was decided by a node that died before the log told it. */
  private record Untold(boolean enters, boolean exits, UserId target, @Nullable Role role) {}

  private final Kind type;
  private final List<Set<UserId>> seenBy = new ArrayList<>();
  private final TreeMap<UserId, Role> roles = new TreeMap<>();
  private final Set<UserId> pair;
  private final boolean open;
  private final long maxMembers;
  private boolean archived;
  private @Nullable Untold untold;

  /** The creator owns it, unless it is private; the others are founding members. */
  public MembershipModel(
      Kind type, UserId creator, Set<UserId> others, boolean open, long maxMembers) {
    this.type = type;
    this.open = open || type == Kind.CHANNEL;
    this.maxMembers = maxMembers;
    boolean isPrivate = type == Kind.PRIVATE;
    others.forEach(user -> roles.put(user, Role.MEMBER));
    roles.put(creator, isPrivate ? Role.MEMBER : Role.OWNER);
    this.pair = isPrivate ? new HashSet<>(roles.keySet()) : Set.of();
  }

  /** Whether the user sees the message, if they know the conversation. */
  public boolean sees(UserId user, int seq) {
    return switch (type) {
      case PRIVATE -> pair.contains(user);
      case CHANNEL -> true;
      case GROUP -> seenBy.get(seq - 1).contains(user);
    };
  }

  /** Whether the user may know the conversation. */
  public boolean knows(UserId user) {
    return type == Kind.CHANNEL || roles.containsKey(user);
  }

  /** Whether the user may write. */
  public boolean mayWrite(UserId user) {
    return roles.containsKey(user) && !archived;
  }

  /** Those to whom the message is addressed: members who have been there since it was written. */
  public Set<UserId> audience(int seq) {
    Set<UserId> audience = new TreeSet<>(seenBy.get(seq - 1));
    audience.retainAll(roles.keySet());
    return audience;
  }

  public Kind kind() {
    return type;
  }

  /** How many messages the log has. */
  public int lastSeq() {
    return seenBy.size();
  }

  public boolean isArchived() {
    return archived;
  }

  /** The log tells something to everyone who is there. */
  public void told() {
    seenBy.add(new HashSet<>(roles.keySet()));
  }

  /** The seq that a message of the user gets, 0 when it is refused. */
  public int send(UserId user) {
    if (!mayWrite(user)) {
      return 0;
    }
    told();
    return seenBy.size();
  }

  /** Anyone who wants to change the conversation first finishes what a dead node left. */
  public void finish() {
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

  /** The user joins. */
  public int join(UserId user) {
    if (type == Kind.PRIVATE) {
      return pair.contains(user) ? 409 : 404;
    }
    if (roles.containsKey(user)) {
      return 200;
    }
    return !open ? 404 : archived || isFull() ? 409 : 201;
  }

  /** The actor adds the user. */
  public int add(UserId actor, UserId user, Role role) {
    int refusal = governing(actor, Role.ADMIN);
    if (refusal != 0) {
      return refusal;
    }
    if (role != Role.MEMBER && roles.get(actor) != Role.OWNER) {
      return 403;
    }
    if (roles.containsKey(user)) {
      return roles.get(user) == role ? 200 : 409;
    }
    return archived || isFull() ? 409 : 201;
  }

  /** The actor kicks the user, or leaves. */
  public int remove(UserId actor, UserId user) {
    boolean leaves = actor.equals(user);
    int refusal = governing(actor, leaves ? Role.MEMBER : Role.ADMIN);
    if (refusal == 403 && leaves) {
      return 404;
    }
    if (refusal != 0) {
      return refusal;
    }
    if (!roles.containsKey(user)) {
      return 404;
    }
    if (!leaves && roles.get(user) == Role.OWNER && roles.get(actor) != Role.OWNER) {
      return 403;
    }
    return leaves && isLastOwner(user) ? 409 : 204;
  }

  /** The actor gives the user a role. */
  public int assign(UserId actor, UserId user, Role role) {
    int refusal = governing(actor, Role.OWNER);
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

  /** The actor archives or restores. */
  public int archive(UserId actor, boolean wanted) {
    int refusal = governing(actor, Role.OWNER);
    return refusal != 0 ? refusal : archived == wanted ? 200 : 201;
  }

  private int governing(UserId actor, Role needed) {
    if (type == Kind.PRIVATE) {
      return pair.contains(actor) ? 409 : 404;
    }
    Role role = roles.get(actor);
    if (role == null) {
      return type == Kind.GROUP ? 404 : 403;
    }
    return role.ordinal() <= needed.ordinal() ? 0 : 403;
  }

  private boolean isFull() {
    return type == Kind.GROUP && roles.size() >= maxMembers;
  }

  private boolean isLastOwner(UserId user) {
    return roles.get(user) == Role.OWNER
        && roles.values().stream().filter(role -> role == Role.OWNER).count() == 1;
  }

  /** The user is a member now. */
  public void enter(UserId user, Role role, boolean logged) {
    if (logged) {
      roles.put(user, role);
      told();
    } else {
      untold = new Untold(true, false, user, role);
    }
  }

  /** The user is no member any more. */
  public void exit(UserId user, boolean logged) {
    roles.remove(user);
    seenBy.forEach(set -> set.remove(user));
    tellOrNot(logged, new Untold(false, true, user, null));
  }

  /** The user has this role now. */
  public void appoint(UserId user, Role role, boolean logged) {
    roles.put(user, role);
    tellOrNot(logged, new Untold(false, false, user, role));
  }

  /** It is archived now, or is not. */
  public void archived(UserId actor, boolean now, boolean logged) {
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

  /** The members with their roles, in the order of ids. */
  public Map<UserId, Role> members() {
    return roles;
  }
}
