package com.paidhr.messenger.webhooks.http;

import com.paidhr.messenger.webhooks.domain.SendSettings;
import com.paidhr.messenger.webhooks.domain.Sender;
import com.paidhr.messenger.webhooks.domain.Sent;
import com.paidhr.messenger.webhooks.domain.Sent.Result;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts with Apache's client. A post is cut off when its time is over, wherever it is by then; of
 * an answer only a little is read.
 */
final class HttpSender implements Sender {
  private static final Logger LOG = LoggerFactory.getLogger(HttpSender.class);
  private static final Duration LOOKUP = Duration.ofSeconds(3);

  private final SendSettings settings;
  private final CheckedNames names;
  private final CloseableHttpClient client;
  private final HostPlaces places;
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("webhook-time").factory());

  HttpSender(SendSettings settings, CheckedNames names) {
    this.settings = settings;
    this.names = names;
    this.client = BoundedClient.of(settings, names);
    this.places = new HostPlaces(settings.perHost());
    clock.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Sent send(Post post) {
    byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > settings.maxBody()) {
      return Sent.without(Result.TOO_LARGE, Duration.ZERO);
    }
    String host = hostOf(post.url());
    if (!places.take(host)) {
      return Sent.without(Result.BUSY, Duration.ZERO);
    }
    try {
      return exchange(post, body);
    } finally {
      places.giveBack(host);
    }
  }

  private Sent exchange(Post post, byte[] body) {
    long begin = System.nanoTime();
    HttpPost request = request(post, body);
    AtomicBoolean isOver = new AtomicBoolean();
    try {
      return bounded(post.url(), request, isOver, begin);
    } catch (CheckedNames.NotAllowedException e) {
      return Sent.without(Result.NOT_ALLOWED, since(begin));
    } catch (IOException | RuntimeException e) {
      Result result = isOver.get() || Answers.isTimeout(e) ? Result.TIMEOUT : Result.UNREACHABLE;
      return Sent.without(result, since(begin));
    }
  }

  private Sent bounded(URI url, HttpPost request, AtomicBoolean isOver, long begin)
      throws IOException {
    ScheduledFuture<?> end =
        clock.schedule(
            () -> {
              isOver.set(true);
              Thread.startVirtualThread(request::cancel);
            },
            settings.timeout().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response = client.executeOpen(HttpHost.create(url), request, null);
      Sent sent = Answers.read(response, since(begin));
      close(response);
      return sent;
    } finally {
      end.cancel(false);
    }
  }

  /** Leaves the connection if the answer was not read whole. What was answered stays so. */
  private static void close(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      LOG.debug("An answer was closed already", e);
    }
  }

  private static HttpPost request(Post post, byte[] body) {
    HttpPost request = new HttpPost(post.url());
    request.setHeader("webhook-id", post.id());
    request.setHeader("webhook-timestamp", Long.toString(post.time()));
    request.setHeader("webhook-signature", post.signature());
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return request;
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Without the port: a machine is one, however many ports it has. */
  private static String hostOf(URI url) {
    return url.getHost().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean mayCall(URI url) {
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    CompletableFuture<Boolean> found = new CompletableFuture<>();
    Thread.ofVirtual().name("webhook-lookup").start(() -> found.complete(hasAddress(host)));
    try {
      return found.get(LOOKUP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private boolean hasAddress(String host) {
    try {
      return names.resolve(host).length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    clock.shutdownNow();
  }
}
