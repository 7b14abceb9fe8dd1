package com.paidhr.messenger.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is given as {@code --name=value}. */
record Options(Map<String, String> given) {

  static Options parse(String[] words) {
    Map<String, String> given = new HashMap<>();
    for (String word : words) {
      if (word.startsWith("--")) {
        int equals = word.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException("Options look like --name=number, not " + word);
        }
        given.put(word.substring(2, equals), word.substring(equals + 1));
      }
    }
    return new Options(given);
  }

  int number(String name, int otherwise) {
    String text = given.get(name);
    return text == null ? otherwise : Integer.parseInt(text);
  }

  Optional<String> word(String name) {
    return Optional.ofNullable(given.get(name));
  }
}
