package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.ProblemType;
import java.util.Arrays;

/**
 * What the head of a request says about its own form, and where in it what stands. Positions are
 * counted from the first byte that the parser was given.
 */
final class Head {
  /** How a request names what it is about (RFC 9112, 3.2). */
  enum Form {
    ORIGIN,
    ABSOLUTE,
    ASTERISK
  }

  /** The fields that decide how a message is read. */
  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into the words.
  enum Field {
    HOST("host"),
    CONTENT_LENGTH("content-length"),
    TRANSFER_ENCODING("transfer-encoding"),
    CONNECTION("connection"),
    EXPECT("expect"),
    UPGRADE("upgrade"),
    TE("te"),
    OTHER("");

    private final byte[] word;

    Field(String word) {
      this.word = Bytes.ascii(word);
    }

    static Field of(byte[] bytes, int from, int to) {
      Field candidate =
          switch (to - from) {
            case 2 -> TE;
            case 4 -> HOST;
            case 6 -> EXPECT;
            case 7 -> UPGRADE;
            case 10 -> CONNECTION;
            case 14 -> CONTENT_LENGTH;
            case 17 -> TRANSFER_ENCODING;
            default -> OTHER;
          };
      return candidate == OTHER || Bytes.isWord(bytes, from, to, candidate.word)
          ? candidate
          : OTHER;
    }
  }

  private static final byte[] HTTP = Bytes.ascii("HTTP/");
  private static final byte[] OPTIONS = Bytes.ascii("OPTIONS");
  private static final byte[] CONNECT = Bytes.ascii("CONNECT");
  private static final byte[] CHUNKED = Bytes.ascii("chunked");
  private static final byte[] CLOSE = Bytes.ascii("close");
  private static final byte[] CONTINUE = Bytes.ascii("100-continue");
  private static final byte[] WEBSOCKET = Bytes.ascii("websocket");
  private static final int MAX_DIGITS = 18;

  int begin;
  int methodEnd;
  int targetBegin;
  int targetEnd;
  int fieldsBegin;
  int authorityBegin;
  int pathBegin;
  Form form = Form.ORIGIN;
  boolean isVersion10;
  boolean isOptions;
  boolean isChunked;
  boolean endsConnection;
  boolean expectsContinue;
  boolean hasExpectation;
  boolean hasUpgrade;
  boolean takesTrailers;
  boolean wantsWebSocket;
  boolean hasEmptyHost;
  long length = -1;

  private Field field = Field.OTHER;
  private int hosts;

  /** Whether a body follows. */
  boolean hasBody() {
    return isChunked || length > 0;
  }

  /** Whether the server would not understand it as it stands, though it is legal. */
  boolean needsRewriting() {
    return isVersion10
        || form == Form.ABSOLUTE
        || hasExpectation
        || isChunked
        || hasUpgrade
        || takesTrailers
        || hasEmptyHost;
  }

  void setForm(byte[] bytes, int first) throws RefusedException {
    int from = first + targetBegin;
    int to = first + targetEnd;
    isOptions = isMethod(bytes, first, OPTIONS);
    if (isMethod(bytes, first, CONNECT)) {
      throw new RefusedException(ProblemType.NOT_IMPLEMENTED, "Tunnels are not offered");
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] == '#') {
        throw RefusedException.malformed("The request target has a fragment");
      }
    }
    if (to > from && bytes[from] == '/') {
      pathBegin = targetBegin;
    } else if (isOptions && to == from + 1 && bytes[from] == '*') {
      form = Form.ASTERISK;
    } else {
      setAuthority(bytes, first, from, to);
    }
  }

  private void setAuthority(byte[] bytes, int first, int from, int to) throws RefusedException {
    int colon = Bytes.skipToken(bytes, from, to);
    boolean isWeb =
        Bytes.isWord(bytes, from, colon, Bytes.ascii("http"))
            || Bytes.isWord(bytes, from, colon, Bytes.ascii("https"));
    int authority = colon + 3;
    if (!isWeb
        || authority >= to
        || bytes[colon] != ':'
        || bytes[colon + 1] != '/'
        || bytes[colon + 2] != '/') {
      throw RefusedException.malformed("The request target is malformed");
    }
    int path = authority;
    while (path < to && bytes[path] != '/' && bytes[path] != '?') {
      if (bytes[path] == '@') {
        throw RefusedException.malformed("The request target names a user");
      }
      path++;
    }
    if (path == authority) {
      throw RefusedException.malformed("The request target names no host");
    }
    form = Form.ABSOLUTE;
    authorityBegin = authority - first;
    pathBegin = path - first;
  }

  void setVersion(byte[] bytes, int from, int to) throws RefusedException {
    if (to - from != 8
        || !Arrays.equals(bytes, from, from + 5, HTTP, 0, 5)
        || bytes[from + 6] != '.'
        || !isDigit(bytes[from + 5])
        || !isDigit(bytes[from + 7])) {
      throw RefusedException.malformed("The request line names no version of HTTP");
    }
    if (bytes[from + 5] != '1' || bytes[from + 7] > '1') {
      throw new RefusedException(
          ProblemType.VERSION_NOT_SUPPORTED, "Only HTTP/1.1 and HTTP/1.0 are spoken here");
    }
    isVersion10 = bytes[from + 7] == '0';
    endsConnection = isVersion10;
  }

  void beginField(byte[] bytes, int from, int to) {
    field = Field.of(bytes, from, to);
  }

  void endField(byte[] bytes, int first, int valueBegin, int valueEnd) throws RefusedException {
    if (field == Field.OTHER) {
      return;
    }
    int from = Bytes.skipBlanks(bytes, valueBegin, valueEnd);
    int to = Bytes.trimEnd(bytes, from, valueEnd);
    switch (field) {
      case HOST -> {
        hosts++;
        hasEmptyHost = from == to;
      }
      case CONTENT_LENGTH -> setLength(bytes, from, to);
      case TRANSFER_ENCODING -> setCoding(bytes, from, to);
      case CONNECTION -> endsConnection |= Bytes.hasWord(bytes, from, to, CLOSE);
      case EXPECT -> {
        hasExpectation = true;
        expectsContinue |= Bytes.isWord(bytes, from, to, CONTINUE);
      }
      case UPGRADE -> {
        hasUpgrade = true;
        wantsWebSocket |= Bytes.isWord(bytes, from, to, WEBSOCKET);
      }
      case TE -> takesTrailers = true;
      case OTHER -> {}
    }
  }

  private void setLength(byte[] bytes, int from, int to) throws RefusedException {
    if (length >= 0) {
      throw RefusedException.malformed("Content-Length is given twice");
    }
    if (from == to || to - from > MAX_DIGITS) {
      throw RefusedException.malformed("Content-Length is not a number");
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(bytes[i])) {
        throw RefusedException.malformed("Content-Length is not a number");
      }
      value = value * 10 + (bytes[i] - '0');
    }
    length = value;
  }

  private void setCoding(byte[] bytes, int from, int to) throws RefusedException {
    if (isChunked) {
      throw RefusedException.malformed("Transfer-Encoding is given twice");
    }
    if (!Bytes.isWord(bytes, from, to, CHUNKED)) {
      throw new RefusedException(
          ProblemType.NOT_IMPLEMENTED, "The only transfer coding is chunked, once");
    }
    isChunked = true;
  }

  /** Refuses what can be understood in two ways, when all fields are known. */
  void check() throws RefusedException {
    if (hosts > 1 || (hosts == 0 && !isVersion10)) {
      throw RefusedException.malformed("Host must be given once");
    }
    if (isChunked && length >= 0) {
      throw RefusedException.malformed("Content-Length stands beside Transfer-Encoding");
    }
    if (isChunked && isVersion10) {
      throw RefusedException.malformed("HTTP/1.0 has no transfer coding");
    }
    wantsWebSocket &= !isVersion10 && !hasBody();
    expectsContinue &= !isVersion10 && hasBody();
  }

  private boolean isMethod(byte[] bytes, int first, byte[] name) {
    return Arrays.equals(bytes, first + begin, first + methodEnd, name, 0, name.length);
  }

  private static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }
}
