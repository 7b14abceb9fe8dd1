package com.paidhr.messenger.messaging.domain;

import java.util.BitSet;

/** Where a body is a web address: from its scheme, or {@code www.}, to where it must end. */
final class WebAddresses {
  private static final int LONGEST_SCHEME = 20;
  private static final String ENDS =
      "<>\"`|\u3001\u3002\uFF0C\uFF01\uFF1F\uFF1B\uFF08\uFF09「」『』【】《》";

  private WebAddresses() {}

  /** The places of the body, in UTF-16 units, that belong to addresses. */
  static BitSet in(String body) {
    BitSet addresses = new BitSet();
    mark(body, "://", addresses);
    mark(body, "www.", addresses);
    return addresses;
  }

  private static void mark(String body, String sign, BitSet addresses) {
    int at = body.indexOf(sign);
    while (at >= 0) {
      int start = sign.equals("://") ? schemeStart(body, at) : at;
      int end = end(body, at + sign.length());
      if (start < at || !sign.equals("://")) {
        addresses.set(start, end);
      }
      at = body.indexOf(sign, end);
    }
  }

  private static int schemeStart(String body, int colon) {
    int start = colon;
    while (start > 0
        && colon - start < LONGEST_SCHEME
        && isAsciiWord(body.charAt(start - 1), "+.-")) {
      start--;
    }
    return start;
  }

  private static int end(String body, int from) {
    int open = 0;
    int end = from;
    for (; end < body.length(); end++) {
      char c = body.charAt(end);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || ENDS.indexOf(c) >= 0) {
        break;
      }
      if (c == '(' || c == '[' || c == '{') {
        open++;
      } else if ((c == ')' || c == ']' || c == '}') && --open < 0) {
        break;
      }
    }
    return end;
  }

  static boolean isAsciiWord(int c, String signs) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || signs.indexOf(c) >= 0;
  }
}
