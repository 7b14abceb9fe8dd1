package com.paidhr.messenger.embeddedstore;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Starts Redis in the folder of the argument, says its process id and waits to be killed. */
final class RedisHolder {

  private RedisHolder() {}

  public static void main(String[] args) throws InterruptedException {
    var redis = EmbeddedRedis.start(Path.of(args[0]));
    System.out.println(redis.pid());
    new CountDownLatch(1).await();
  }
}
