package com.paidhr.messenger.bench;

import java.util.HashMap;
import java.util.Map;

/** Numbers given as {@code --name=value}. */
record Options(Map<String, Integer> given) {

  static Options parse(String[] words) {
    Map<String, Integer> given = new HashMap<>();
    for (String word : words) {
      if (word.startsWith("--")) {
        int equals = word.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException("Options look like --name=number, not " + word);
        }
        given.put(word.substring(2, equals), Integer.valueOf(word.substring(equals + 1)));
      }
    }
    return new Options(given);
  }

  int number(String name, int otherwise) {
    return given.getOrDefault(name, otherwise);
  }
}
