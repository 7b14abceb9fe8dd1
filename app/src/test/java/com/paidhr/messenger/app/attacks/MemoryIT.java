package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.attacks.AtOnce;
import com.paidhr.messenger.testsupport.attacks.Crowd;
import com.paidhr.messenger.testsupport.attacks.Hostile;
import com.paidhr.messenger.testsupport.attacks.LargeTexts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whoever has an account may ask for and send the largest there is, many times at once, with the
 * launcher's options: what does not fit is refused, and everybody else is served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(AgainWhereSlow.class)
class MemoryIT {
  private static final int READERS = 4;
  private static final int BODIES = 64;
  private static final int UPLOADS = 300;

  private RunningMessenger messenger;
  private LargeTexts texts;

  @BeforeAll
  void start() {
    messenger = RunningMessenger.with().env("HTTP_BODY_TIMEOUT", "PT3S").start();
    texts = new LargeTexts(messenger, 200);
  }

  @AfterAll
  void stop() {
    messenger.close();
  }

  @Test
  void showsListsOfTheLargestTextsToManyAtOnce() {
    try (var watch = new Watch(messenger)) {
      for (String list : texts.lists()) {
        watch.during(() -> {
          List<Answer> answers = texts.read(list, READERS);

          assertThat(answers).extracting(Answer::status).as(list).contains(200);
          assertThat(answers).extracting(Answer::status).as(list).isSubsetOf(200, 503);
        });
      }
    }
  }

  @Test
  void loadsNothingForAStranger() {
    try (var watch = new Watch(messenger)) {
      watch.during(() ->
          assertThat(texts.readAsStranger(8 * READERS))
              .extracting(Answer::status)
              .containsOnly(404));
    }
  }

  @Test
  void readsNoMoreOfAListThanItMayHave() {
    ApiClient attacker = messenger.newUser("lister");
    String body = Hostile.manyMembers();
    try (var watch = new Watch(messenger)) {
      watch.during(() -> {
        List<Answer> answers = AtOnce.each(BODIES, i -> attacker.post("/conversations", body));

        assertThat(answers).extracting(Answer::status).contains(422);
        assertThat(answers).extracting(Answer::status).isSubsetOf(422, 429, 503);
      });
    }
  }

  @Test
  void holdsUploadsThatDoNotEndForAShortTimeOnly() throws IOException {
    Crowd.require(UPLOADS);
    String upload = Hostile.endlessUpload(messenger.newUser("uploader").accessToken());
    try (var watch = new Watch(messenger);
        var crowd = new Crowd().join(messenger.url(), UPLOADS, upload)) {
      int before = watch.visits();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> crowd.alive() == 0 && watch.visits() > before + 30);
    }
  }
}
