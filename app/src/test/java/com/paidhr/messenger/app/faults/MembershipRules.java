package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.Checker.Promise;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Fact;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold between changes of membership and the log. */
final class MembershipRules {
  private MembershipRules() {}

  static void check(History history, List<Violation> found) {
    for (String room : history.rooms.keySet()) {
      for (String user : changed(history, room)) {
        if (!new Membership(history, room, user).isAsAcknowledged()) {
          found.add(new Violation(Promise.CHANGES_ARE_LOGGED, user + " in " + room));
        }
      }
    }
  }

  private static Set<String> changed(History history, String room) {
    Set<String> users = new TreeSet<>();
    history.changes.stream()
        .filter(change -> change.room().equals(room))
        .forEach(change -> users.add(change.user()));
    history.logs.getOrDefault(room, List.of()).stream()
        .flatMap(stored -> stored.change().stream())
        .map(Fact::user)
        .forEach(users::add);
    return users;
  }
}
