package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo leaves an organization that its printed passwords open. */
class DemoIT {
  private static final Pattern ANN = Pattern.compile("(?m)^ann +(\\S+) +Ann Boleyn$");

  @Test
  void leavesAnOrganizationThatCanBeUsed() {
    var messenger = RunningMessenger.shared();

    CommandLine demo = play(messenger);
    CommandLine again = play(messenger);

    assertThat(demo.code()).as(demo.out()).isZero();
    assertThat(again.code()).as(again.out()).isZero();
    Matcher printed = ANN.matcher(demo.out());
    assertThat(printed.find()).as(demo.out()).isTrue();
    var ann = ApiClient.signIn(messenger::url, "ann", printed.group(1));
    List<JsonNode> mine = ann.get("/conversations?limit=200").expect(200).items();
    assertThat(mine)
        .extracting(each -> each.path("name").asText(""))
        .containsOnlyOnce("Harbour crew", "Release 4.2", "general");
    String harbour =
        mine.stream()
            .filter(each -> each.path("name").asText("").equals("Harbour crew"))
            .findAny()
            .orElseThrow()
            .path("id")
            .asText();
    assertThat(ann.history(harbour))
        .anySatisfy(message -> assertThat(message.path("attachments")).isNotEmpty())
        .anySatisfy(message -> assertThat(message.path("reactions")).isNotEmpty())
        .anySatisfy(message -> assertThat(message.path("threadOf").isTextual()).isTrue());
  }

  private static CommandLine play(RunningMessenger messenger) {
    return CommandLine.run(
        Map.of("MESSENGER_ADMIN_PASSWORD", messenger.adminPassword()),
        "demo",
        "--url",
        messenger.url().toString(),
        "--minutes",
        "0",
        "--pace",
        "1000");
  }
}
