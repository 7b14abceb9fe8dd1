package com.paidhr.messenger.app.attacks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the table of raw requests.
 *
 * @param why what is special about it
 * @param raw the bytes, as characters up to 255; {@code <<9:ab>>} stands for nine times "ab"
 * @param answers the status of each final answer, 0 where any below 500 will do
 * @param open whether the connection takes a further request afterwards, or else is closed
 * @param half whether the client sends its end behind the bytes
 */
record RawRequest(String why, String raw, List<Integer> answers, boolean open, boolean half) {
  private static final Pattern REPEATED = Pattern.compile("<<(\\d+):(.+?)>>", Pattern.DOTALL);

  static List<RawRequest> table() throws IOException {
    var mapper = new ObjectMapper();
    try (InputStream file =
            Objects.requireNonNull(RawRequest.class.getResourceAsStream("requests.jsonl"));
        var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      var requests = new ArrayList<RawRequest>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        requests.add(mapper.readValue(line, RawRequest.class));
      }
      return requests;
    }
  }

  String bytes() {
    return REPEATED
        .matcher(raw)
        .replaceAll(found ->
            Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
  }
}
