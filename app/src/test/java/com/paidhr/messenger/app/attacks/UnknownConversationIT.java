package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The time of a 404 does not tell a stranger whether a conversation exists. That both cost the same
 * commands is counted elsewhere; here they are timed as an attacker would, alternating. What other
 * programs of the machine do falls on both alike, and what does not is measured again.
 */
class UnknownConversationIT {
  private static final int REQUESTS = 200;
  private static final int MEASUREMENTS = 3;
  private static final double BAR = 1.25;

  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient eve = messenger.newUser("eve");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /conversations/%s",
        "GET /conversations/%s/members",
        "GET /messages?conversationId=%s&limit=200",
        "GET /messages/%s.1",
        "POST /messages"
      })
  void takesAsLongForAForeignConversationAsForAMissingOne(String door) {
    ApiClient ann = messenger.newUser("ann");
    String foreign = ann.privateWith(messenger.newUser("bob"));
    for (int i = 0; i < 20; i++) {
      ann.send(foreign, "secret ".repeat(100));
    }
    String missing = foreign.substring(1) + foreign.charAt(0);

    double ratio = ratio(door, foreign, missing);
    for (int i = 1; i < MEASUREMENTS && !isFair(ratio); i++) {
      ratio = ratio(door, foreign, missing);
    }

    assertThat(isFair(ratio))
        .as("median of an existing one / of a missing one: %s", ratio)
        .isTrue();
  }

  private static boolean isFair(double ratio) {
    return ratio < BAR && ratio > 1 / BAR;
  }

  private double ratio(String door, String foreign, String missing) {
    List<Long> existing = new ArrayList<>();
    List<Long> absent = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      boolean isFirst = i % 2 == 0;
      (isFirst ? existing : absent).add(nanos(door, isFirst ? foreign : missing));
      (isFirst ? absent : existing).add(nanos(door, isFirst ? missing : foreign));
    }
    return (double) median(existing) / median(absent);
  }

  private long nanos(String door, String conversation) {
    String path = door.substring(door.indexOf('/')).formatted(conversation);
    long begin = System.nanoTime();
    int status =
        door.startsWith("POST")
            ? eve.post(path, Map.of("conversationId", conversation, "body", "x")).status()
            : eve.get(path).status();
    long nanos = System.nanoTime() - begin;
    assertThat(status).isEqualTo(404);
    return nanos;
  }

  private static long median(List<Long> times) {
    Collections.sort(times);
    return times.get(times.size() / 2);
  }
}
