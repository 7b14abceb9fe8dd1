package com.paidhr.messenger.messaging.domain;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a body is code: fenced blocks, and what stands between equally long runs of backticks, as
 * Markdown has it. A fence that is not closed goes on to the end; a run of less than three that is
 * not closed in its paragraph is plain text. Groups are repeated possessively: else each round
 * takes a frame of the stack.
 */
final class CodeSpans {
  private static final Pattern FENCE =
      Pattern.compile("\\G(?:[ \\t]*>)*+[ ]{0,3}(?:(`{3,})[^`\\n]*|(~{3,})[^\\n]*)(?:\\n|$)");
  private static final int FENCE_LENGTH = 3;

  private final String body;
  private final BitSet code = new BitSet();
  private final BitSet neverClosed = new BitSet();
  private final BitSet unclosedTicks = new BitSet();
  private final BitSet unclosedTildes = new BitSet();
  private int paragraphEnd = -1;

  private CodeSpans(String body) {
    this.body = body;
  }

  /** The places of the body, in UTF-16 units, that are code. */
  static BitSet in(String body) {
    CodeSpans spans = new CodeSpans(body);
    if (body.indexOf('`') >= 0 || body.indexOf("~~~") >= 0) {
      spans.scan();
    }
    return spans.code;
  }

  private void scan() {
    Matcher fence = FENCE.matcher(body);
    for (int at = 0; at < body.length(); ) {
      boolean lineStart = at == 0 || body.charAt(at - 1) == '\n';
      if (lineStart && fence.find(at)) {
        String open = fence.group(1) == null ? fence.group(2) : fence.group(1);
        int end = fenceEnd(open, fence.end());
        code.set(at, end);
        at = end;
      } else if (body.charAt(at) == '\\') {
        at += 2;
      } else if (body.charAt(at) == '`') {
        at = inline(at);
      } else {
        at++;
      }
    }
  }

  private int fenceEnd(String open, int from) {
    BitSet unclosed = open.charAt(0) == '`' ? unclosedTicks : unclosedTildes;
    if (unclosed.isEmpty() || unclosed.nextSetBit(0) > open.length()) {
      String mark = open.charAt(0) + "{" + open.length() + ",}";
      Matcher close =
          Pattern.compile("(?m)^(?:[ \\t]*>)*+[ ]{0,3}" + mark + "[ \\t]*$").matcher(body);
      if (close.find(Math.min(from, body.length()))) {
        return close.end();
      }
      unclosed.set(open.length());
    }
    int within = body.indexOf(open, from);
    return within < 0 ? body.length() : within + open.length();
  }

  private int inline(int at) {
    int length = run(at);
    int behind = at + length;
    boolean long3 = length >= FENCE_LENGTH;
    if (!long3 && behind > paragraphEnd) {
      int blank = body.indexOf("\n\n", behind);
      paragraphEnd = blank < 0 ? body.length() : blank;
      neverClosed.clear(0, FENCE_LENGTH);
    }
    int end = long3 ? body.length() : paragraphEnd;
    if (neverClosed.get(length)) {
      return behind;
    }
    for (int next = body.indexOf('`', behind); next >= 0 && next < end; ) {
      int closing = run(next);
      if (closing == length) {
        code.set(at, next + closing);
        return next + closing;
      }
      next = body.indexOf('`', next + closing);
    }
    neverClosed.set(length);
    return behind;
  }

  private int run(int at) {
    int end = at;
    while (end < body.length() && body.charAt(end) == '`') {
      end++;
    }
    return end - at;
  }
}
