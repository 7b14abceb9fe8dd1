package com.paidhr.messenger.testsupport.model;

import com.paidhr.messenger.testsupport.model.MembershipModel.Role;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * What somebody tries.
 *
 * @param room which conversation of the house
 * @param actor who, by number
 * @param target whom it is done to, by number
 * @param role which role, where one is given
 * @param pick which message, counted back from the newest
 */
public record Step(Deed deed, int room, int actor, int target, Role role, int pick) {
  /** How many users take part. */
  public static final int USERS = 4;

  /** What can be tried. */
  public enum Deed {
    JOIN,
    ADD,
    LEAVE,
    KICK,
    ASSIGN,
    ARCHIVE,
    RESTORE,
    SEND,
    REPLY,
    SEND_FILE,
    SEND_FILE_AGAIN,
    READ,
    READ_UP_TO,
    REACT,
    PIN
  }

  /**
   * Histories of so many steps, mostly in the group, where visibility changes most, and mostly by
   * those who founded it, who may do most.
   */
  public static Arbitrary<List<Step>> histories(int shortest, int longest) {
    Arbitrary<Deed> deeds =
        Arbitraries.frequency(
            Tuple.of(7, Deed.JOIN),
            Tuple.of(9, Deed.ADD),
            Tuple.of(4, Deed.LEAVE),
            Tuple.of(5, Deed.KICK),
            Tuple.of(3, Deed.ASSIGN),
            Tuple.of(1, Deed.ARCHIVE),
            Tuple.of(1, Deed.RESTORE),
            Tuple.of(5, Deed.SEND),
            Tuple.of(8, Deed.REPLY),
            Tuple.of(4, Deed.SEND_FILE),
            Tuple.of(2, Deed.SEND_FILE_AGAIN),
            Tuple.of(2, Deed.READ),
            Tuple.of(2, Deed.READ_UP_TO),
            Tuple.of(2, Deed.REACT),
            Tuple.of(4, Deed.PIN));
    Arbitrary<Integer> rooms =
        Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(10, 1), Tuple.of(2, 2));
    Arbitrary<Integer> actors =
        Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(3, 1), Tuple.of(2, 2), Tuple.of(1, 3));
    Arbitrary<Integer> targets = Arbitraries.integers().between(0, USERS - 1);
    return Combinators.combine(
            deeds,
            rooms,
            actors,
            targets,
            Arbitraries.of(Role.class),
            Arbitraries.integers().between(0, 5))
        .as(Step::new)
        .list()
        .ofMinSize(shortest)
        .ofMaxSize(longest);
  }
}
