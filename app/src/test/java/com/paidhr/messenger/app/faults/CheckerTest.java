package com.paidhr.messenger.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.app.faults.Checker.Promise;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Arrival;
import com.paidhr.messenger.app.faults.History.Change;
import com.paidhr.messenger.app.faults.History.Fact;
import com.paidhr.messenger.app.faults.History.Line;
import com.paidhr.messenger.app.faults.History.Look;
import com.paidhr.messenger.app.faults.History.Mark;
import com.paidhr.messenger.app.faults.History.Outcome;
import com.paidhr.messenger.app.faults.History.Page;
import com.paidhr.messenger.app.faults.History.Part;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Progress;
import com.paidhr.messenger.app.faults.History.Replay;
import com.paidhr.messenger.app.faults.History.Room;
import com.paidhr.messenger.app.faults.History.Seat;
import com.paidhr.messenger.app.faults.History.Send;
import com.paidhr.messenger.app.faults.History.Span;
import com.paidhr.messenger.app.faults.History.State;
import com.paidhr.messenger.app.faults.History.Stored;
import com.paidhr.messenger.app.faults.History.Telling;
import com.paidhr.messenger.app.faults.History.Undelivered;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A history in which everything is as promised, and one spoilt history for each way to break a
 * promise. In the good one ann and bob found a group, ann writes 1 and 2, bob 3, cleo joins at 4,
 * ann writes 5, bob leaves at 6 and ann writes 7. Bob read up to 2, ann up to 4 and cleo 7.
 */
class CheckerTest {
  private static final String ROOM = "g";
  private static final int LIMIT = 50;

  @Test
  void findsNothingInAGoodHistory() {
    assertThat(Checker.violations(good())).isEmpty();
  }

  @Test
  void acceptsAnInboxThatBeginsAgainBehindWhatWasRecorded() {
    History history = good();
    history.redisForgot = true;
    history.arrivals.removeIf(arrival -> arrival.user().equals("ann"));
    IntStream.rangeClosed(1, 5).forEach(seq -> arrive(history, "ann", "first", seq));
    IntStream.of(5, 6, 7).forEach(seq -> arrive(history, "ann", "second", seq));

    assertThat(Checker.violations(history)).isEmpty();
  }

  @Test
  void acceptsAStreamThatBeginsAgainBehindAGapAndTellsAgain() {
    History history = good();
    history.tellings.add(new Telling(new Line("ann", 0), 1, ROOM, text(5, "ann", "m5"), false));
    tell(history, "ann", 0, 1, 3);
    tell(history, "ann", 0, 1, 7);

    assertThat(Checker.violations(history)).isEmpty();
  }

  @Test
  void acceptsAMessageThatWasGivenUpAndToldLater() {
    History history = good();
    giveUp(history, 5, "cleo");
    history.arrivals.removeIf(arrival -> arrival.user().equals("cleo") && arrival.first() == 5);
    history.arrivals.add(new Arrival("cleo", "one", ROOM, 5, 5, true));

    assertThat(Checker.violations(history)).isEmpty();
  }

  @Test
  void acceptsAMessageThatWasGivenUpBeforeRedisForgotAndToldAfterwards() {
    History history = good();
    history.redisForgot = true;
    history.givenUp.add(new Undelivered(new Place(ROOM, 5), "cleo"));
    history.arrivals.removeIf(arrival -> arrival.user().equals("cleo") && arrival.first() == 5);
    history.arrivals.add(new Arrival("cleo", "two", ROOM, 5, 5, true));

    assertThat(Checker.violations(history)).isEmpty();
  }

  @Test
  void acceptsAFailureThatEndsByAReplay() {
    History history = good();
    history.progress.add(part(5, "cleo", State.FAILED, "", "", 100));
    history.replays.add(new Replay(ROOM, 5, 5, new Span(110, 120)));

    assertThat(Checker.violations(history)).isEmpty();
  }

  @Test
  void acceptsAFailureThatEndsByReadingAndKeepsItsDeadLetter() {
    History history = good();
    history.progress.add(part(7, "cleo", State.FAILED, "", "", 91));
    history.deadLetters.add(new Undelivered(new Place(ROOM, 7), "cleo"));
    history.arrivals.removeIf(arrival -> arrival.user().equals("cleo") && arrival.first() == 7);

    assertThat(Checker.violations(history)).isEmpty();
  }

  @Test
  void acceptsAMarkThatWasCutOff() {
    History history = good();
    history.marks.add(mark("cleo", 5, false, Outcome.UNKNOWN, "", 100));
    end(history, 5, State.FAILED, Map.of("bob", State.DELIVERED, "cleo", State.DELIVERED));
    read(history, 5, "cleo", "t5");
    history.unread.put(new Seat(ROOM, "cleo"), 0L);

    assertThat(Checker.violations(history)).isEmpty();
  }

  /** A history that breaks a promise. */
  record Spoilt(Promise broken, String how, Consumer<History> deed) {
    @Override
    public String toString() {
      return broken + ": " + how;
    }
  }

  @ParameterizedTest
  @MethodSource("spoilt")
  void findsWhatIsBroken(Spoilt spoilt) {
    History history = good();
    spoilt.deed().accept(history);

    assertThat(Checker.violations(history))
        .extracting(Violation::promise)
        .contains(spoilt.broken());
  }

  @Test
  void hasASpoiltHistoryForEveryPromise() {
    assertThat(spoilt().stream().map(Spoilt::broken).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Promise.class));
  }

  static List<Spoilt> spoilt() {
    return List.of(
        new Spoilt(
            Promise.ACKNOWLEDGED_IS_STORED, "it is gone", history -> log(history).removeLast()),
        new Spoilt(
            Promise.ACKNOWLEDGED_IS_STORED,
            "it is elsewhere",
            history -> history.sends.add(sent("ann", "m2", Outcome.ACKNOWLEDGED, 1, 200, 210))),
        new Spoilt(
            Promise.STORED_ONCE,
            "a retry was stored again",
            history -> log(history).add(text(8, "ann", "m7"))),
        new Spoilt(
            Promise.NOTHING_FROM_NOWHERE,
            "nobody sent it",
            history -> log(history).add(text(8, "ann", "m8"))),
        new Spoilt(
            Promise.NOTHING_FROM_NOWHERE,
            "it was refused",
            history -> {
              history.sends.add(sent("ann", "m8", Outcome.REFUSED, 0, 100, 110));
              log(history).add(text(8, "ann", "m8"));
            }),
        new Spoilt(Promise.NO_HOLE, "a place is empty", history -> log(history).remove(2)),
        new Spoilt(
            Promise.IN_ORDER_OF_TIME,
            "the later one stands before",
            history -> {
              history.sends.removeIf(send -> send.text().equals("m1"));
              history.sends.add(sent("ann", "m1", Outcome.ACKNOWLEDGED, 1, 25, 27));
            }),
        new Spoilt(
            Promise.MEMBERS_MAY_SEND,
            "a member was refused",
            history -> history.sends.add(sent("ann", "m9", Outcome.REFUSED, 0, 100, 110))),
        new Spoilt(
            Promise.ONLY_MEMBERS_SEND,
            "one who had left wrote",
            history -> {
              history.sends.add(sent("bob", "m8", Outcome.ACKNOWLEDGED, 8, 100, 110));
              log(history).add(text(8, "bob", "m8"));
            }),
        new Spoilt(
            Promise.CHANGES_ARE_LOGGED,
            "a join is missing",
            history -> history.changes.add(new Change(ROOM, "dan", true, new Span(90, 95)))),
        new Spoilt(
            Promise.READS_SHOW_THE_LOG,
            "the words are others",
            history -> history.pages.add(page("ann", 100, text(7, "ann", "m6")))),
        new Spoilt(
            Promise.READS_SHOW_THE_LOG,
            "two are exchanged",
            history ->
                history.pages.add(page("ann", 15, text(2, "ann", "m2"), text(1, "ann", "m1")))),
        new Spoilt(
            Promise.READS_SHOW_THE_LOG,
            "one message is another",
            history -> history.looks.add(look("ann", 7, text(7, "ann", "m6")))),
        new Spoilt(
            Promise.READS_ARE_COMPLETE,
            "the newest is missing",
            history -> history.pages.add(page("ann", 100, text(1, "ann", "m1")))),
        new Spoilt(
            Promise.READS_ARE_COMPLETE,
            "the oldest is missing",
            history -> history.pages.add(page("ann", 100, text(7, "ann", "m7")))),
        new Spoilt(
            Promise.READS_ARE_COMPLETE,
            "a member is denied",
            history -> history.pages.add(page("ann", 100))),
        new Spoilt(
            Promise.READS_ARE_COMPLETE,
            "a message is not found",
            history ->
                history.looks.add(
                    new Look(new Place(ROOM, 3), "ann", Optional.empty(), new Span(100, 110)))),
        new Spoilt(
            Promise.READS_ARE_PRIVATE,
            "a stranger sees",
            history -> history.looks.add(look("eve", 1, text(1, "ann", "m1")))),
        new Spoilt(
            Promise.READS_ARE_PRIVATE,
            "one who joined sees what was before",
            history -> history.pages.add(page("cleo", 100, text(3, "bob", "m3")))),
        new Spoilt(
            Promise.READS_ARE_PRIVATE,
            "one who left still sees",
            history -> history.looks.add(look("bob", 3, text(3, "bob", "m3")))),
        new Spoilt(Promise.INBOX_IN_ORDER, "twice", history -> arrive(history, "ann", "one", 7)),
        new Spoilt(
            Promise.INBOX_IN_ORDER,
            "an earlier one later",
            history -> {
              history.arrivals.removeIf(arrival -> arrival.first() == 6);
              arrive(history, "ann", "one", 6);
            }),
        new Spoilt(
            Promise.INBOX_IS_PRIVATE,
            "from before the join",
            history -> arrive(history, "cleo", "other", 3)),
        new Spoilt(
            Promise.INBOX_IS_PRIVATE,
            "it does not exist",
            history -> arrive(history, "ann", "one", 8)),
        new Spoilt(
            Promise.INBOX_WITHOUT_HOLE,
            "one was jumped over",
            history ->
                history.arrivals.removeIf(
                    arrival -> arrival.user().equals("ann") && arrival.first() == 3)),
        new Spoilt(
            Promise.INBOX_COMPLETE,
            "the last never came",
            history ->
                history.arrivals.removeIf(
                    arrival -> arrival.user().equals("cleo") && arrival.first() == 7)),
        new Spoilt(
            Promise.INBOX_COMPLETE,
            "a new life lacks what was not recorded",
            history -> {
              history.redisForgot = true;
              arrive(history, "cleo", "second", 7);
              end(history, 5, State.SENT, Map.of("bob", State.DELIVERED, "cleo", State.SENT));
            }),
        new Spoilt(
            Promise.STREAM_COMPLETE,
            "the last was never told",
            history ->
                history.tellings.removeIf(
                    telling -> telling.line().node() == 1 && telling.message().seq() == 7)),
        new Spoilt(
            Promise.STREAM_COMPLETE,
            "a line is silent",
            history -> history.lines.add(new Line("cleo", 2))),
        new Spoilt(
            Promise.STREAM_IN_ORDER,
            "an earlier one later",
            history -> {
              history.tellings.removeIf(telling -> telling.message().seq() == 5);
              tell(history, "ann", 0, 0, 5);
            }),
        new Spoilt(
            Promise.STREAM_IS_PRIVATE,
            "from before the join",
            history -> tell(history, "cleo", 0, 1, 3)),
        new Spoilt(
            Promise.STREAM_IS_PRIVATE,
            "to a stranger",
            history -> {
              history.lines.add(new Line("eve", 0));
              tell(history, "eve", 0, 0, 7);
            }),
        new Spoilt(
            Promise.STREAM_TELLS_THE_LOG,
            "told again as another",
            history ->
                history.tellings.add(
                    new Telling(new Line("ann", 0), 0, ROOM, text(7, "ann", "m8"), false))),
        new Spoilt(
            Promise.STATUS_GOES_FORWARD,
            "back to SENT",
            history -> {
              history.progress.add(progress(7, State.DELIVERED, 1, 100));
              history.progress.add(progress(7, State.SENT, 0, 110));
            }),
        new Spoilt(
            Promise.STATUS_GOES_FORWARD,
            "fewer have it",
            history -> {
              history.progress.add(progress(7, State.SENT, 1, 100));
              history.progress.add(progress(7, State.SENT, 0, 110));
            }),
        new Spoilt(
            Promise.FIRST_DELIVERY_STAYS,
            "another time",
            history ->
                history.progress.add(
                    new Progress(
                        new Place(ROOM, 7),
                        State.DELIVERED,
                        1,
                        Map.of("cleo", new Part(State.DELIVERED, "later", "")),
                        new Span(100, 105)))),
        new Spoilt(
            Promise.STATUS_ENDS,
            "still SENT",
            history -> end(history, 7, State.SENT, Map.of("cleo", State.SENT))),
        new Spoilt(
            Promise.STATUS_ENDS,
            "no dead letter",
            history -> {
              giveUp(history, 7, "cleo");
              history.deadLetters.clear();
            }),
        new Spoilt(
            Promise.STATUS_ENDS,
            "DELIVERED though one failed",
            history -> {
              giveUp(history, 7, "cleo");
              end(history, 7, State.DELIVERED, Map.of("cleo", State.FAILED));
            }),
        new Spoilt(
            Promise.RECIPIENTS_ARE_THE_MEMBERS,
            "one who was not there",
            history -> end(history, 1, State.DELIVERED, Map.of("cleo", State.DELIVERED))),
        new Spoilt(
            Promise.RECIPIENTS_ARE_THE_MEMBERS,
            "one is forgotten",
            history -> end(history, 7, State.DELIVERED, Map.of())),
        new Spoilt(
            Promise.READS_ARE_PRIVATE,
            "a stranger marks",
            history -> history.marks.add(mark("eve", 1, false, Outcome.ACKNOWLEDGED, "t", 100))),
        new Spoilt(
            Promise.READS_ARE_COMPLETE,
            "a member may not mark",
            history -> history.marks.add(mark("ann", 3, false, Outcome.REFUSED, "", 100))),
        new Spoilt(
            Promise.INBOX_TELLS_ONCE,
            "a gap tells of what was there",
            history -> history.arrivals.add(new Arrival("ann", "one", ROOM, 3, 3, true))),
        new Spoilt(
            Promise.INBOX_TELLS_ONCE,
            "a replay is told twice",
            history -> {
              history.arrivals.removeIf(
                  arrival -> arrival.user().equals("cleo") && arrival.first() == 5);
              history.arrivals.add(new Arrival("cleo", "one", ROOM, 5, 5, true));
              history.arrivals.add(new Arrival("cleo", "one", ROOM, 5, 5, true));
            }),
        new Spoilt(
            Promise.INBOX_WITHOUT_HOLE,
            "it is told after the loss of Redis and was never given up",
            history -> {
              history.redisForgot = true;
              history.arrivals.removeIf(
                  arrival -> arrival.user().equals("cleo") && arrival.first() == 5);
              history.arrivals.add(new Arrival("cleo", "two", ROOM, 5, 5, true));
            }),
        new Spoilt(
            Promise.STATUS_GOES_FORWARD,
            "a failure ends by itself",
            history -> history.progress.add(part(5, "cleo", State.FAILED, "", "", 100))),
        new Spoilt(
            Promise.STATUS_GOES_FORWARD,
            "a failure ends before the replay",
            history -> {
              history.progress.add(part(5, "cleo", State.FAILED, "", "", 100));
              history.progress.add(part(5, "cleo", State.DELIVERED, "then", "", 110));
              history.replays.add(new Replay(ROOM, 1, 9, new Span(120, 130)));
            }),
        new Spoilt(
            Promise.STATUS_GOES_FORWARD,
            "one who failed waits again",
            history -> {
              history.progress.add(part(5, "cleo", State.FAILED, "", "", 100));
              history.progress.add(part(5, "cleo", State.SENT, "", "", 110));
            }),
        new Spoilt(
            Promise.STATUS_GOES_FORWARD,
            "one who had it failed",
            history -> {
              history.progress.add(part(5, "cleo", State.DELIVERED, "then", "", 100));
              giveUp(history, 5, "cleo");
            }),
        new Spoilt(
            Promise.STATUS_ENDS,
            "a dead letter of one who has it",
            history -> history.deadLetters.add(new Undelivered(new Place(ROOM, 5), "cleo"))),
        new Spoilt(
            Promise.STATUS_ENDS,
            "FAILED though all have it and read it",
            history -> {
              end(history, 7, State.FAILED, Map.of("cleo", State.DELIVERED));
              read(history, 7, "cleo", "t7");
            }),
        new Spoilt(
            Promise.FIRST_READ_STAYS,
            "marked again at another time",
            history -> history.marks.add(mark("cleo", 7, false, Outcome.ACKNOWLEDGED, "t8", 100))),
        new Spoilt(
            Promise.FIRST_READ_STAYS,
            "shown with another time",
            history -> history.progress.add(part(7, "cleo", State.DELIVERED, "then", "t8", 100))),
        new Spoilt(
            Promise.READ_IS_KEPT,
            "an acknowledged mark is lost",
            history -> read(history, 7, "cleo", "")),
        new Spoilt(
            Promise.READ_IS_KEPT,
            "what stood before the mark is left out",
            history -> read(history, 1, "bob", "")),
        new Spoilt(
            Promise.READ_IS_KEPT,
            "a mark that was not answered was shown once",
            history -> {
              history.marks.add(mark("cleo", 5, false, Outcome.UNKNOWN, "", 100));
              history.progress.add(part(5, "cleo", State.DELIVERED, "then", "t5", 110));
            }),
        new Spoilt(
            Promise.ONLY_MARKED_IS_READ,
            "nobody marked it",
            history -> read(history, 5, "cleo", "t5")),
        new Spoilt(
            Promise.ONLY_MARKED_IS_READ,
            "it stands behind the mark",
            history -> {
              history.marks.add(mark("cleo", 4, true, Outcome.ACKNOWLEDGED, "t4", 100));
              read(history, 5, "cleo", "t4");
            }),
        new Spoilt(
            Promise.ONLY_MARKED_IS_READ,
            "the mark was refused",
            history -> {
              history.marks.add(mark("cleo", 5, false, Outcome.REFUSED, "", 41));
              read(history, 5, "cleo", "t5");
            }),
        new Spoilt(
            Promise.READ_IS_DELIVERED,
            "it was given up and read",
            history -> {
              giveUp(history, 7, "cleo");
              read(history, 7, "cleo", "t7");
            }),
        new Spoilt(
            Promise.UNREAD_IS_DERIVED,
            "what was read counts",
            history -> history.unread.put(new Seat(ROOM, "ann"), 1L)),
        new Spoilt(
            Promise.UNREAD_IS_DERIVED,
            "what was not read does not count",
            history -> history.unread.put(new Seat(ROOM, "cleo"), 0L)),
        new Spoilt(Promise.UNREAD_IS_DERIVED, "nothing is told", history -> history.unread.clear()),
        new Spoilt(
            Promise.ANSWERS_ARE_HONEST, "an error", history -> history.oddAnswers.add("500")));
  }

  private static History good() {
    History history = new History();
    history.rooms.put(ROOM, new Room(ROOM, History.Kind.GROUP, Set.of("ann", "bob")));
    List<Stored> log = new ArrayList<>();
    log.add(text(1, "ann", "m1"));
    log.add(text(2, "ann", "m2"));
    log.add(text(3, "bob", "m3"));
    log.add(change(4, "cleo", true));
    log.add(text(5, "ann", "m5"));
    log.add(change(6, "bob", false));
    log.add(text(7, "ann", "m7"));
    history.logs.put(ROOM, log);
    history.sends.add(sent("ann", "m1", Outcome.UNKNOWN, 0, 5, 9));
    history.sends.add(sent("ann", "m1", Outcome.ACKNOWLEDGED, 1, 10, 14));
    history.sends.add(sent("ann", "m2", Outcome.ACKNOWLEDGED, 2, 15, 24));
    history.sends.add(sent("bob", "m3", Outcome.ACKNOWLEDGED, 3, 20, 30));
    history.sends.add(sent("ann", "m5", Outcome.UNKNOWN, 0, 50, 60));
    history.sends.add(sent("bob", "m6", Outcome.REFUSED, 0, 80, 85));
    history.sends.add(sent("ann", "m7", Outcome.ACKNOWLEDGED, 7, 80, 90));
    history.sends.add(sent("ann", "never stored", Outcome.UNKNOWN, 0, 95, 99));
    history.changes.add(new Change(ROOM, "cleo", true, new Span(40, 45)));
    history.changes.add(new Change(ROOM, "bob", false, new Span(70, 75)));
    history.pages.add(new Page(ROOM, "ann", 2, List.of(text(1, "ann", "m1")), new Span(12, 16)));
    history.pages.add(new Page(ROOM, "ann", 2, List.copyOf(log.subList(5, 7)), new Span(91, 92)));
    history.pages.add(page("cleo", 100, log.subList(3, 7).toArray(Stored[]::new)));
    history.pages.add(page("bob", 100));
    history.looks.add(look("cleo", 5, text(5, "ann", "m5")));
    history.looks.add(new Look(new Place(ROOM, 3), "cleo", Optional.empty(), new Span(100, 105)));
    IntStream.rangeClosed(1, 7).forEach(seq -> arrive(history, "ann", "one", seq));
    IntStream.of(1, 2, 3, 5).forEach(seq -> arrive(history, "bob", "one", seq));
    IntStream.rangeClosed(4, 7).forEach(seq -> arrive(history, "cleo", "one", seq));
    for (int node = 0; node < 2; node++) {
      for (long seq = 1; seq <= 7; seq++) {
        tell(history, "ann", node, 0, seq);
      }
      for (long seq : new long[] {1, 2, 3, 5}) {
        tell(history, "bob", node, 0, seq);
      }
      for (long seq = 4; seq <= 7; seq++) {
        tell(history, "cleo", node, 0, seq);
      }
    }
    history.progress.add(progress(7, State.SENT, 0, 95));
    end(history, 1, State.DELIVERED, Map.of("bob", State.DELIVERED));
    end(history, 2, State.DELIVERED, Map.of("bob", State.DELIVERED));
    end(history, 3, State.DELIVERED, Map.of("ann", State.DELIVERED));
    end(history, 4, State.DELIVERED, Map.of("ann", State.DELIVERED, "bob", State.DELIVERED));
    end(history, 5, State.DELIVERED, Map.of("bob", State.DELIVERED, "cleo", State.DELIVERED));
    end(history, 6, State.DELIVERED, Map.of("ann", State.DELIVERED, "cleo", State.DELIVERED));
    end(history, 7, State.DELIVERED, Map.of("cleo", State.DELIVERED));
    history.marks.add(mark("bob", 2, true, Outcome.ACKNOWLEDGED, "t2", 32));
    history.marks.add(mark("bob", 2, false, Outcome.ACKNOWLEDGED, "t2", 38));
    history.marks.add(mark("bob", 5, false, Outcome.REFUSED, "", 100));
    history.marks.add(mark("ann", 4, true, Outcome.ACKNOWLEDGED, "t4", 46));
    history.marks.add(mark("cleo", 7, false, Outcome.UNKNOWN, "", 91));
    history.marks.add(mark("cleo", 7, false, Outcome.ACKNOWLEDGED, "t7", 97));
    read(history, 1, "bob", "t2");
    read(history, 2, "bob", "t2");
    read(history, 3, "ann", "t4");
    read(history, 4, "ann", "t4");
    read(history, 7, "cleo", "t7");
    history.unread.put(new Seat(ROOM, "ann"), 0L);
    history.unread.put(new Seat(ROOM, "cleo"), 1L);
    return history;
  }

  private static List<Stored> log(History history) {
    return Lookup.in(history.logs, ROOM);
  }

  private static Stored text(long seq, String sender, String text) {
    return new Stored(seq, sender, text, Optional.empty());
  }

  /** The changed user is the sender of the message that tells of it. */
  private static Stored change(long seq, String user, boolean enters) {
    return new Stored(seq, user, "A change.", Optional.of(new Fact(user, enters)));
  }

  private static Send sent(
      String sender, String text, Outcome outcome, long seq, long begun, long ended) {
    return new Send(ROOM, sender, text, outcome, seq, new Span(begun, ended));
  }

  private static Page page(String user, long begun, Stored... items) {
    return new Page(ROOM, user, LIMIT, List.of(items), new Span(begun, begun + 5));
  }

  private static Look look(String user, long seq, Stored message) {
    return new Look(new Place(ROOM, seq), user, Optional.of(message), new Span(100, 105));
  }

  private static void arrive(History history, String user, String life, long seq) {
    history.arrivals.add(new Arrival(user, life, ROOM, seq, seq, false));
  }

  private static void tell(History history, String user, int node, int life, long seq) {
    Line line = new Line(user, node);
    history.lines.add(line);
    history.tellings.add(new Telling(line, life, ROOM, log(history).get((int) seq - 1), true));
  }

  private static Progress progress(long seq, State state, long delivered, long begun) {
    return new Progress(
        new Place(ROOM, seq), state, delivered, Map.of(), new Span(begun, begun + 5));
  }

  private static void end(History history, long seq, State state, Map<String, State> recipients) {
    Map<String, Part> parts =
        recipients.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, part -> new Part(part.getValue(), "then", "")));
    long delivered = recipients.values().stream().filter(State.DELIVERED::equals).count();
    Place place = new Place(ROOM, seq);
    history.outcomes.put(place, new Progress(place, state, delivered, parts, new Span(200, 210)));
  }

  private static Mark mark(
      String user, long seq, boolean upTo, Outcome outcome, String readAt, long begun) {
    return new Mark(new Place(ROOM, seq), user, upTo, outcome, readAt, new Span(begun, begun + 5));
  }

  /** A status that shows one recipient. */
  private static Progress part(
      long seq, String user, State state, String deliveredAt, String readAt, long begun) {
    return new Progress(
        new Place(ROOM, seq),
        state,
        0,
        Map.of(user, new Part(state, deliveredAt, readAt)),
        new Span(begun, begun + 5));
  }

  private static void read(History history, long seq, String user, String readAt) {
    Place place = new Place(ROOM, seq);
    Progress end = Lookup.in(history.outcomes, place);
    Map<String, Part> parts = new HashMap<>(end.recipients());
    Part before = Lookup.in(parts, user);
    parts.put(user, new Part(before.state(), before.deliveredAt(), readAt));
    history.outcomes.put(
        place, new Progress(place, end.state(), end.delivered(), parts, end.when()));
  }

  private static void giveUp(History history, long seq, String recipient) {
    Place place = new Place(ROOM, seq);
    Map<String, State> states =
        Lookup.in(history.outcomes, place).recipients().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, part -> part.getValue().state()));
    states.put(recipient, State.FAILED);
    end(history, seq, State.FAILED, states);
    history.deadLetters.add(new Undelivered(place, recipient));
  }
}
