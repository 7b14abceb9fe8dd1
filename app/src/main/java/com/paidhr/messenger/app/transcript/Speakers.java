package com.paidhr.messenger.app.transcript;

import com.paidhr.messenger.app.client.DerivedPassword;
import com.paidhr.messenger.app.client.Participant;
import com.paidhr.messenger.shared.Digest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes speakers users. Name and password of a speaker follow from what the speaker is called and
 * from the administrator's password, so that an import that is started again, on any machine, signs
 * in as the same users without keeping a secret of its own.
 */
final class Speakers {
  private final Participant administrator;
  private final DerivedPassword passwords;

  Speakers(Participant administrator, String administratorsPassword) {
    this.administrator = administrator;
    this.passwords = new DerivedPassword("import", administratorsPassword);
  }

  /** The users of these speakers, created where they do not exist. */
  Map<String, Participant> signIn(Collection<String> speakers) {
    var users = new LinkedHashMap<String, Participant>();
    speakers.forEach(speaker -> users.put(speaker, signIn(speaker)));
    return users;
  }

  private Participant signIn(String speaker) {
    String username = username(speaker);
    return administrator.makeUser(
        username, username + "@transcript.example", speaker, passwords.of(username));
  }

  /** {@code speaker-cc}; what a username cannot have is left out and made up for by a digest. */
  static String username(String speaker) {
    String plain = speaker.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    if (plain.equals(speaker.toLowerCase(Locale.ROOT)) && plain.length() <= 24) {
      return "speaker-" + plain;
    }
    String tail = Digest.hex(speaker).substring(0, 10);
    return "speaker-" + plain.substring(0, Math.min(plain.length(), 13)) + "-" + tail;
  }
}
