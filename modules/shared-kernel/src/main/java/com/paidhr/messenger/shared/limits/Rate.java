package com.paidhr.messenger.shared.limits;

import com.paidhr.messenger.shared.config.InvalidSettingException;
import com.paidhr.messenger.shared.config.Settings;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much may be asked for at once, and the time in which all of it comes back, evenly. Written as
 * {@code 60/PT1M}; {@code off} is no limit.
 *
 * @param tokens how much, 0 for no limit
 * @param period in which time it comes back
 */
record Rate(long tokens, Duration period) {
  static final Rate OFF = new Rate(0, Duration.ZERO);

  private static final Pattern FORM = Pattern.compile("(\\d{1,12})/(P[0-9DTHMS.]{2,20})");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int LEASES = 10;

  static Rate parse(String setting, String text) {
    if (text.strip().toLowerCase(Locale.ROOT).equals("off")) {
      return OFF;
    }
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw refusal(setting, text);
    }
    try {
      Rate rate = new Rate(Long.parseLong(form.group(1)), Duration.parse(form.group(2)));
      if (rate.tokens < 1
          || rate.period.compareTo(SHORTEST) < 0
          || rate.period.compareTo(LONGEST) > 0
          || rate.tokens > rate.most()) {
        throw refusal(setting, text);
      }
      return rate;
    } catch (DateTimeParseException e) {
      throw refusal(setting, text);
    }
  }

  private static InvalidSettingException refusal(String setting, String text) {
    return Settings.refuse(
        setting,
        "must be off or a number of at most a thousand million per second and a duration from PT1S"
            + " to PT24H such as 60/PT1M, not \""
            + text
            + "\"");
  }

  boolean isOff() {
    return tokens == 0;
  }

  /** So many times as much in the same time, at most what a bucket can count. */
  Rate times(long factor) {
    return new Rate(Math.min(Math.multiplyExact(tokens, factor), most()), period);
  }

  /** A bucket refills by at most one token per nanosecond. */
  private long most() {
    return period.toNanos();
  }

  /** How much a node hands out before it tells the others. */
  long lease() {
    return Math.max(1, tokens / LEASES);
  }

  BucketConfiguration bucket() {
    return BucketConfiguration.builder()
        .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, period))
        .build();
  }
}
