package com.paidhr.messenger.app.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What clients did and saw in one run, and what stood there at its end. Any thread may add to it.
 * Each sent text is unique, so that it names its message.
 */
final class History {
  final Map<String, Room> rooms = new ConcurrentHashMap<>();
  final List<Send> sends = new CopyOnWriteArrayList<>();
  final List<Change> changes = new CopyOnWriteArrayList<>();
  final List<Page> pages = new CopyOnWriteArrayList<>();
  final List<Look> looks = new CopyOnWriteArrayList<>();
  final List<Progress> progress = new CopyOnWriteArrayList<>();
  final List<Mark> marks = new CopyOnWriteArrayList<>();
  final List<Replay> replays = new CopyOnWriteArrayList<>();
  final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

  /** Open from before the first message to the end. */
  final Set<Line> lines = ConcurrentHashMap.newKeySet();

  final List<Telling> tellings = Collections.synchronizedList(new ArrayList<>());
  final List<String> oddAnswers = new CopyOnWriteArrayList<>();

  /** Messages of each room at the end, in order. */
  final Map<String, List<Stored>> logs = new ConcurrentHashMap<>();

  /** The last state of each message. */
  final Map<Place, Progress> outcomes = new ConcurrentHashMap<>();

  /** Dead letters at the end. */
  final Set<Undelivered> deadLetters = ConcurrentHashMap.newKeySet();

  /**
   * Dead letters that were there at any time, as far as somebody looked; all of the end as well.
   */
  final Set<Undelivered> givenUp = ConcurrentHashMap.newKeySet();

  /** How many messages are unread at the end, by the reader's list of conversations. */
  final Map<Seat, Long> unread = new ConcurrentHashMap<>();

  /** Whether Redis lost data in this run. */
  volatile boolean redisForgot;

  /** Who may read a room. */
  enum Kind {
    PRIVATE,
    GROUP,
    CHANNEL
  }

  /** How a request ended for its client. */
  enum Outcome {
    ACKNOWLEDGED,
    REFUSED,
    UNKNOWN
  }

  /** The states of a message, or of one recipient's part. */
  enum State {
    SENT,
    DELIVERED,
    FAILED
  }

  /** From before the request to after its answer, on the one clock of the run. */
  record Span(long begun, long ended) {
    boolean isBefore(Span other) {
      return ended < other.begun;
    }
  }

  /** A place in a room. */
  record Place(String room, long seq) {
    @Override
    public String toString() {
      return room + "." + seq;
    }
  }

  /** A conversation with those who are in it from its first message on. */
  record Room(String id, Kind kind, Set<String> founders) {}

  /** One attempt to send; {@code seq} is 0 unless it was acknowledged. */
  record Send(String room, String sender, String text, Outcome outcome, long seq, Span when) {}

  /** Someone came in or went out, from the first attempt to the acknowledgement. */
  record Change(String room, String user, boolean enters, Span when) {}

  /** A message as it was seen or stored; of a SYSTEM message {@code change} says what happened. */
  record Stored(long seq, String sender, String text, Optional<Fact> change) {}

  /** What a SYSTEM message says. */
  record Fact(String user, boolean enters) {}

  /** The newest page of a room, of at most {@code limit} messages; empty also when denied. */
  record Page(String room, String user, int limit, List<Stored> items, Span when) {}

  /** One message fetched by its id; nothing when denied. */
  record Look(Place place, String user, Optional<Stored> found, Span when) {}

  /** The state of a message, with each recipient's part. */
  record Progress(
      Place message, State state, long delivered, Map<String, Part> recipients, Span when) {}

  /** A recipient's part; the times are empty until it has them. */
  record Part(State state, String deliveredAt, String readAt) {
    boolean isRead() {
      return !readAt.isEmpty();
    }
  }

  /** One attempt to mark as read; {@code readAt} is empty unless the answer told it. */
  record Mark(Place place, String user, boolean upTo, Outcome outcome, String readAt, Span when) {
    /** Whether it is about the message, if that was for the user then. */
    boolean reaches(long seq) {
      return seq == place.seq() || (upTo && seq < place.seq());
    }

    boolean isAcknowledged() {
      return outcome == Outcome.ACKNOWLEDGED && !readAt.isEmpty();
    }
  }

  /** One attempt to have the dead letters of some messages tried again. */
  record Replay(String room, long first, long last, Span when) {}

  /** A user in a room. */
  record Seat(String room, String user) {}

  /**
   * Something that appeared in a user's inbox, in the order of appearance.
   *
   * @param life names what Redis held from one loss of data to the next
   * @param gap whether it tells to fetch {@code first} to {@code last} instead of being a message
   */
  record Arrival(String user, String life, String room, long first, long last, boolean gap) {}

  /** The stream of a user on one of the nodes. */
  record Line(String user, int node) {}

  /**
   * A message that a stream told, or that was fetched because of a gap, in the order of the line.
   *
   * @param life counts the gaps that told to fetch everything
   * @param isNew whether it was told as created, not fetched nor told as changed
   */
  record Telling(Line line, int life, String room, Stored message, boolean isNew) {}

  /** A message that was given up for a recipient. */
  record Undelivered(Place message, String recipient) {}
}
