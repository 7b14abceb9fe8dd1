package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.identity.UserSummary;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violation;
import com.paidhr.messenger.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a new conversation and names everything that is wrong with it at once. */
@ApplicationScoped
public class StartRules {
  private final UserDirectory users;
  private final AddRules adds;
  private final ConversationSettings settings;

  /**
   * What passed.
   *
   * @param name normalized; null for a private conversation
   * @param members those besides the creator; the creator alone for a note to self
   */
  record Checked(
      ConversationType type, @Nullable String name, @Nullable String topic, List<UserId> members) {}

  @Inject
  StartRules(UserDirectory users, AddRules adds, ConversationSettings settings) {
    this.users = users;
    this.adds = adds;
    this.settings = settings;
  }

  Checked check(UserId creator, NewConversation wanted) {
    ConversationType type = wanted.type();
    if (type == null) {
      throw DomainException.invalid("/type", "type is required: PRIVATE, GROUP or CHANNEL");
    }
    Violations violations = new Violations();
    checkPolicies(type, wanted, violations);
    String name = null;
    String topic = null;
    if (type == ConversationType.PRIVATE) {
      violations
          .check(wanted.name() == null, "/name", "A private conversation has no name")
          .check(wanted.topic() == null, "/topic", "A private conversation has no topic");
    } else {
      name = TextRules.name(wanted.name(), violations);
      topic = TextRules.topic(wanted.topic(), violations);
    }
    checkMembers(creator, type, wanted.memberIds(), violations);
    violations.throwIfAny();
    return new Checked(
        type,
        name,
        topic,
        wanted.memberIds().stream().<UserId>map(Objects::requireNonNull).toList());
  }

  /**
   * Refuses where the creator may not add somebody.
   *
   * @throws DomainException with status 403 that names each of them
   */
  void checkConsent(UserId creator, List<UserId> others) {
    Set<UserId> refusing = others.isEmpty() ? Set.of() : adds.refusing(creator, others);
    List<Violation> refused = new ArrayList<>();
    for (int i = 0; i < others.size() && !refusing.isEmpty(); i++) {
      if (refusing.contains(others.get(i))) {
        refused.add(
            new Violation("/memberIds/" + i, "memberIds[" + i + "] does not let you add them"));
      }
    }
    if (!refused.isEmpty()) {
      throw DomainException.withViolations(ProblemType.FORBIDDEN, refused);
    }
  }

  private static void checkPolicies(
      ConversationType type, NewConversation wanted, Violations violations) {
    violations
        .check(
            wanted.joinPolicy() == null
                || type == ConversationType.GROUP
                || (type == ConversationType.CHANNEL && wanted.joinPolicy() == JoinPolicy.OPEN),
            "/joinPolicy",
            "Only a group has a joinPolicy; every user may join a channel")
        .check(
            wanted.postPolicy() == null || type == ConversationType.CHANNEL,
            "/postPolicy",
            "Only a channel has a postPolicy")
        .check(
            wanted.receipts() == null || type != ConversationType.PRIVATE,
            "/receipts",
            "The receipts of a private conversation are always FULL");
  }

  private void checkMembers(
      UserId creator,
      ConversationType type,
      List<@Nullable UserId> memberIds,
      Violations violations) {
    if (type == ConversationType.PRIVATE) {
      violations.check(
          memberIds.size() == 1,
          "/memberIds",
          "A private conversation has exactly one other user, or yourself");
    } else {
      long max =
          type == ConversationType.GROUP
              ? settings.maxGroupMembers()
              : settings.maxChannelMembers();
      violations.check(memberIds.size() < max, "/memberIds", "At most " + max + " members");
    }
    Map<UserId, UserSummary> known =
        users.findAll(memberIds.stream().filter(Objects::nonNull).distinct().toList());
    Set<UserId> seen = new HashSet<>();
    for (int i = 0; i < memberIds.size(); i++) {
      UserId id = memberIds.get(i);
      String problem =
          id == null
              ? "must be a user id"
              : id.equals(creator) && type != ConversationType.PRIVATE
                  ? "is your own id; the creator is a member anyway"
                  : !seen.add(id) ? "was named before" : problemOf(known.get(id));
      if (problem != null) {
        violations.check(false, "/memberIds/" + i, "memberIds[" + i + "] " + problem);
      }
    }
  }

  private static @Nullable String problemOf(@Nullable UserSummary user) {
    if (user == null) {
      return "is not a user of this organization";
    }
    return user.active() ? null : "is a user who was deactivated";
  }
}
