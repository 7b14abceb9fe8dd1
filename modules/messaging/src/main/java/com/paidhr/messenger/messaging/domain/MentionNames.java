package com.paidhr.messenger.messaging.domain;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that a body mentions: {@code @} at the start of a word, then a name.
 *
 * @param names what may be usernames, at most {@link #MAX}; a name before a full stop stands here
 *     with and without it
 * @param all whether {@code @all} is among them
 */
public record MentionNames(Set<String> names, boolean all) {
  static final int MAX = 50;
  private static final Pattern MENTION =
      Pattern.compile("(?<![\\p{L}\\p{N}_.@-])@([A-Za-z0-9][A-Za-z0-9._-]{0,63})");

  /** Reads the body once. */
  public static MentionNames in(@Nullable String body) {
    Set<String> names = new LinkedHashSet<>();
    boolean all = false;
    Matcher matcher = MENTION.matcher(body == null ? "" : body);
    while (matcher.find() && names.size() < MAX) {
      String name = matcher.group(1);
      String bare = name.replaceAll("[._-]+$", "");
      if (bare.equals("all")) {
        all = true;
      } else {
        names.add(bare);
        names.add(name);
      }
    }
    return new MentionNames(names, all);
  }

  public boolean isEmpty() {
    return names.isEmpty() && !all;
  }
}
