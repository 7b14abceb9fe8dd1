package com.paidhr.messenger.client;

import com.paidhr.messenger.client.invoker.ApiException;
import com.paidhr.messenger.client.model.Media;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Flow;

/** Uploads files as a stream and tells how far it is. */
final class Upload {
  private static final int CREATED = 201;

  private final Connection connection;

  Upload(Connection connection) {
    this.connection = connection;
  }

  Media send(Path file, String type, UploadProgress progress) throws ApiException {
    String boundary = "messenger-" + UUID.randomUUID();
    try {
      HttpRequest request =
          connection
              .request("/media")
              .header("Accept", "application/json")
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(watched(body(file, type, boundary), progress))
              .build();
      HttpResponse<byte[]> answer =
          connection.getHttpClient().send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != CREATED) {
        throw new ApiException(
            "The upload was answered with status " + answer.statusCode(),
            answer.statusCode(),
            answer.headers(),
            new String(answer.body(), StandardCharsets.UTF_8));
      }
      return connection.getObjectMapper().readValue(answer.body(), Media.class);
    } catch (IOException e) {
      throw new ApiException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(e);
    }
  }

  private static BodyPublisher body(Path file, String type, String boundary)
      throws FileNotFoundException {
    String name =
        file.getFileName()
            .toString()
            .replace("\"", "%22")
            .replace("\r", "%0D")
            .replace("\n", "%0A"); // as browsers do
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(boundary, name, type);
    return BodyPublishers.concat(
        BodyPublishers.ofString(head),
        BodyPublishers.ofFile(file),
        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
  }

  private static BodyPublisher watched(BodyPublisher body, UploadProgress progress) {
    return BodyPublishers.fromPublisher(
        subscriber -> body.subscribe(new Counted(subscriber, progress, body.contentLength())),
        body.contentLength());
  }

  private static final class Counted implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> next;
    private final UploadProgress progress;
    private final long total;
    private long sent;

    Counted(Flow.Subscriber<? super ByteBuffer> next, UploadProgress progress, long total) {
      this.next = next;
      this.progress = progress;
      this.total = total;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      next.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      sent += piece.remaining();
      next.onNext(piece);
      progress.sent(sent, total);
    }

    @Override
    public void onError(Throwable failure) {
      next.onError(failure);
    }

    @Override
    public void onComplete() {
      next.onComplete();
    }
  }
}
