package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Quotas of stored bytes, as clients meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaAcceptanceIT {
  private static final int PER_USER = 50_000;
  private static final int FILE = 10_000;

  private RunningMessenger messenger;

  @BeforeAll
  void start() {
    messenger =
        RunningMessenger.with()
            .env("MEDIA_QUOTA_PER_USER", String.valueOf(PER_USER))
            .env("MEDIA_QUOTA", "115000")
            .start();
  }

  @AfterAll
  void stop() {
    messenger.close();
  }

  private static Answer upload(ApiClient user) {
    return user.upload("a.bin", "application/octet-stream", new byte[FILE]);
  }

  private static long used(ApiClient user) {
    Answer usage = user.get("/media/usage").expect(200);
    assertThat(usage.at("/quotaBytes").asLong()).isEqualTo(PER_USER);
    return usage.at("/usedBytes").asLong();
  }

  private static List<Answer> race(int count, ApiClient user) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            CompletableFuture.supplyAsync(
                () -> upload(user), task -> Thread.ofVirtual().start(task)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  @Test
  void admitsExactlyWhatFitsAndGivesBackWhatIsDeleted() {
    ApiClient ann = messenger.newUser("ann");
    assertThat(used(ann)).isZero();

    List<Answer> answers = race(12, ann);

    assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(5);
    assertThat(answers.stream().filter(answer -> answer.status() != 201))
        .allSatisfy(answer -> assertThat(answer.expect(507).problem()).isEqualTo("quota-exceeded"));
    assertThat(used(ann)).isEqualTo(PER_USER);

    List<String> stored =
        answers.stream().filter(answer -> answer.status() == 201).map(Answer::id).toList();
    ann.delete("/media/" + stored.getFirst()).expect(204);
    assertThat(used(ann)).isEqualTo(PER_USER - FILE);
    upload(ann).expect(201);

    ApiClient bob = messenger.newUser("bob");
    ApiClient cid = messenger.newUser("cid");
    race(5, bob).forEach(answer -> answer.expect(201));
    upload(cid).expect(201);
    assertThat(upload(cid).expect(507).problem()).as("all together").isEqualTo("quota-exceeded");
    assertThat(used(cid)).isEqualTo(FILE);
    cid.upload("empty", "text/plain", new byte[0]).expect(422);
    assertThat(used(cid)).as("what fails is not counted").isEqualTo(FILE);
  }
}
