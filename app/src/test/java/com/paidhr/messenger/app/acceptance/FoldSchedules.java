package com.paidhr.messenger.app.acceptance;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What may happen while clients fold their streams. */
final class FoldSchedules {
  /** The most steps of a schedule. */
  private static final int STEPS = 20;

  private FoldSchedules() {}

  /** What somebody does. */
  enum Deed {
    SEND(12),
    /** More than a few. */
    BURST(2),
    EDIT(2),
    DELETE(2),
    REACT(2),
    PIN(2),
    UNPIN(1),
    READ(2),
    KICK(2),
    INVITE(2),
    /** A client's connection is cut off, and it goes on at once. */
    CUT(4),
    /** A client is away from now on. */
    PART(1),
    /** A client comes back, if it was away. */
    RETURN(1);

    private final int often;

    Deed(int often) {
      this.often = often;
    }
  }

  /** What goes wrong for all schedules of a batch. */
  enum Disaster {
    NONE(5),
    FLUSH(3),
    RESTART(1),
    /** Both at once. */
    ALL_NEW(1);

    private final int often;

    Disaster(int often) {
      this.often = often;
    }
  }

  /**
   * One step of a schedule.
   *
   * @param who which of the cast, or which client
   * @param what chooses among the messages that there are
   */
  record Step(Deed deed, int who, int what) {}

  /**
   * Schedules that run side by side.
   *
   * @param schedules what happens in one room each
   * @param when the disaster happens: after so many steps, of all schedules together
   */
  record Batch(List<List<Step>> schedules, Disaster disaster, int when) {}

  /** Batches of so many schedules. */
  static Arbitrary<Batch> batches(int schedules) {
    return Combinators.combine(
            schedules().list().ofSize(schedules),
            Arbitraries.of(
                Stream.of(Disaster.values())
                    .flatMap(disaster -> Collections.nCopies(disaster.often, disaster).stream())
                    .toList()),
            Arbitraries.integers().between(1, 4 * schedules))
        .as(Batch::new);
  }

  private static Arbitrary<List<Step>> schedules() {
    List<Deed> deeds =
        Stream.of(Deed.values())
            .flatMap(deed -> Collections.nCopies(deed.often, deed).stream())
            .toList();
    return Combinators.combine(
            Arbitraries.of(deeds),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 50))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(STEPS);
  }
}
