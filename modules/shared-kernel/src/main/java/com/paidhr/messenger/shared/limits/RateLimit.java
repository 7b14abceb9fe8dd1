package com.paidhr.messenger.shared.limits;

import java.util.Locale;

/** What is limited, with the defaults for one user and for all of one address. */
public enum RateLimit {
  /** Users created, and emails changed, without being an administrator. */
  REGISTRATION("off", "20/PT20M", "New users and emails; administrators are not limited"),
  /** Tokens asked for, by password or refresh token. */
  LOGIN("off", "1200/PT5M", "Requests for tokens"),
  /** Messages sent or scheduled. */
  SEND("6000/PT2M", "60000/PT2M", "Messages"),
  /** Messages edited or deleted. */
  EDIT("600/PT2M", "6000/PT2M", "Edits and deletions of messages"),
  /** Reactions and pins. */
  REACTION("1200/PT2M", "12000/PT2M", "Reactions and pins, set or taken back"),
  /** Uploads begun. */
  UPLOAD("200/PT10M", "2000/PT10M", "Uploads"),
  /** Bytes of uploads. */
  UPLOAD_BYTES("4294967296/PT1H", "42949672960/PT1H", "Bytes of uploads; the last may exceed them"),
  /** Searches of messages, users and channels. */
  SEARCH("240/PT2M", "2400/PT2M", "Searches"),
  /** Exports of conversations, and downloads of a user's own data. */
  EXPORT("20/PT20M", "200/PT20M", "Exports of conversations, and downloads of own data"),
  /** Exports of all own data asked for. */
  PERSONAL_EXPORT("2/PT24H", "40/PT24H", "Exports of all own data asked for"),
  /** Conversations created. */
  CONVERSATION("300/PT1H", "3000/PT1H", "Conversations created"),
  /** Invite links made or redeemed. */
  INVITE("300/PT1H", "3000/PT1H", "Invite links made or redeemed"),
  /** Webhooks registered, changed, tested and replayed. */
  WEBHOOK("120/PT20M", "1200/PT20M", "Webhooks registered, changed, tested and replayed"),
  /** Messages reported to moderators, and users blocked. */
  REPORT("60/PT1H", "600/PT1H", "Messages reported, and users blocked or not any more"),
  /** Requests of administrators. */
  ADMIN("1200/PT2M", "2400/PT2M", "Requests to /admin");

  private final String perUser;
  private final String perAddress;
  private final String what;

  RateLimit(String perUser, String perAddress, String what) {
    this.perUser = perUser;
    this.perAddress = perAddress;
    this.what = what;
  }

  String perUser() {
    return perUser;
  }

  String perAddress() {
    return perAddress;
  }

  /** What is counted, for the documentation. */
  String what() {
    return what;
  }

  /** The name in settings and keys: {@code upload-bytes}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
