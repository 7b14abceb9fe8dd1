package com.paidhr.messenger.webhooks.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadyWebhooksTest {
  private final ReadyWebhooks ready = new ReadyWebhooks();

  @Test
  void handsOutEachOnceInOrder() throws InterruptedException {
    ready.add("one");
    ready.add("two");
    ready.add("one");

    assertThat(ready.size()).isEqualTo(2);
    assertThat(ready.take()).isEqualTo("one");
    assertThat(ready.take()).isEqualTo("two");
    assertThat(ready.size()).isZero();
  }

  @Test
  void handsOutAgainWhatWasWokenMeanwhile() throws InterruptedException {
    ready.add("one");
    ready.take();
    ready.add("one");
    assertThat(ready.size()).isZero();

    ready.done("one");

    assertThat(ready.take()).isEqualTo("one");
    ready.done("one");
    assertThat(ready.size()).isZero();
  }

  @Test
  void handsOutNothingOnceClosed() throws InterruptedException {
    ready.add("one");

    ready.close(10);

    assertThat(ready.take()).isNull();
  }
}
