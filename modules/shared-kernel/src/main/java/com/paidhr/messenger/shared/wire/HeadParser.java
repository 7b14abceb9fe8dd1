package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.ProblemType;

/**
 * Reads the head of one request strictly, byte by byte as it arrives, and each byte once. Lines end
 * with CR LF and nothing else, fields are not folded, nothing stands before a colon but a name, and
 * there are no control characters. All positions are counted from the first byte given.
 */
final class HeadParser {
  /** Longest request line in bytes, with its end: a search may be a sentence in any script. */
  static final int MAX_LINE = 12_288;

  /** Longest fields in bytes, all together with their ends. */
  static final int MAX_FIELDS = 16_384;

  private static final int MAX_FIELD_COUNT = 100;
  private static final int MAX_EMPTY_LINES = 2;

  private enum State {
    BEFORE,
    EMPTY_LINE,
    METHOD,
    TARGET,
    VERSION,
    LINE_END,
    FIELD,
    NAME,
    VALUE,
    VALUE_END,
    LAST_LINE
  }

  private State state = State.BEFORE;
  private int position;
  private int token;
  private int emptyLines;
  private int fieldCount;
  private Head head = new Head();

  /** Forgets everything, for the next request. */
  void reset() {
    state = State.BEFORE;
    position = 0;
    emptyLines = 0;
    fieldCount = 0;
    head = new Head();
  }

  /** Whether anything of a request was seen, empty lines aside. */
  boolean hasBegun() {
    return state != State.BEFORE && state != State.EMPTY_LINE;
  }

  /** Bytes looked at, all of them behind the first; the head's length when it is complete. */
  int position() {
    return position;
  }

  /** What was read; complete when {@link #parse} returned true. */
  Head head() {
    return head;
  }

  /**
   * Looks at what has arrived since the last call.
   *
   * @param bytes holds the head from {@code first} on, also what was looked at already
   * @param end behind the last byte that has arrived
   * @return whether the head is complete
   */
  boolean parse(byte[] bytes, int first, int end) throws RefusedException {
    int at = first + position;
    while (at < end) {
      byte next = bytes[at];
      switch (state) {
        case BEFORE -> {
          if (next != '\r') {
            head.begin = at - first;
            state = State.METHOD;
            continue;
          }
          require(++emptyLines <= MAX_EMPTY_LINES, "Empty lines stand before the request");
          state = State.EMPTY_LINE;
        }
        case EMPTY_LINE -> {
          require(next == '\n', "A line ends with CR alone");
          state = State.BEFORE;
        }
        case METHOD -> {
          at = Bytes.skipToken(bytes, at, end);
          if (at == end) {
            break;
          }
          require(bytes[at] == ' ' && at - first > head.begin, "The method is not a token");
          head.methodEnd = at - first;
          head.targetBegin = head.methodEnd + 1;
          state = State.TARGET;
        }
        case TARGET -> {
          at = Bytes.skipVisible(bytes, at, end);
          if (at == end) {
            break;
          }
          require(bytes[at] == ' ', "The request target is malformed");
          head.targetEnd = at - first;
          head.setForm(bytes, first);
          token = head.targetEnd + 1;
          state = State.VERSION;
        }
        case VERSION -> {
          at = Bytes.skipVisible(bytes, at, end);
          if (at == end) {
            break;
          }
          require(bytes[at] == '\r', "The request line is malformed");
          head.setVersion(bytes, first + token, at);
          state = State.LINE_END;
        }
        case LINE_END -> {
          require(next == '\n', "A line ends with CR alone");
          head.fieldsBegin = at + 1 - first;
          state = State.FIELD;
        }
        case FIELD -> {
          if (next == '\r') {
            state = State.LAST_LINE;
            break;
          }
          token = at - first;
          state = State.NAME;
          continue;
        }
        case NAME -> {
          at = Bytes.skipToken(bytes, at, end);
          if (at == end) {
            break;
          }
          require(bytes[at] == ':' && at - first > token, "A header's name is not a token");
          head.beginField(bytes, first + token, at);
          token = at + 1 - first;
          state = State.VALUE;
        }
        case VALUE -> {
          at = Bytes.skipText(bytes, at, end);
          if (at == end) {
            break;
          }
          require(bytes[at] == '\r', "A header's value has a control character");
          head.endField(bytes, first, first + token, at);
          state = State.VALUE_END;
        }
        case VALUE_END -> {
          require(next == '\n', "A line ends with CR alone");
          if (++fieldCount > MAX_FIELD_COUNT) {
            throw tooLarge("There are too many headers");
          }
          state = State.FIELD;
        }
        case LAST_LINE -> {
          require(next == '\n', "A line ends with CR alone");
          position = at + 1 - first;
          requireSize();
          head.check();
          return true;
        }
      }
      if (at < end) {
        at++;
      }
    }
    position = at - first;
    requireSize();
    return false;
  }

  private void requireSize() throws RefusedException {
    int line = (head.fieldsBegin > 0 ? head.fieldsBegin : position) - head.begin;
    if (line > MAX_LINE) {
      throw tooLarge("The request line is too large");
    }
    if (head.fieldsBegin > 0 && position - head.fieldsBegin > MAX_FIELDS) {
      throw tooLarge("The headers are too large");
    }
  }

  private static void require(boolean clear, String otherwise) throws RefusedException {
    if (!clear) {
      throw RefusedException.malformed(otherwise);
    }
  }

  private static RefusedException tooLarge(String reason) {
    return new RefusedException(ProblemType.HEAD_TOO_LARGE, reason);
  }
}
