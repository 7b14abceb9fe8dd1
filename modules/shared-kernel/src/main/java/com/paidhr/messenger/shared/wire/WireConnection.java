package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.wire.Peer.Stage;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection between the socket and the server's own. The server asks it for bytes, and gets a
 * whole head, then the pieces of its body, and the next head only when the body before has been
 * read to its end; where that cannot be, the connection ends.
 */
final class WireConnection implements ServerConnection, InterruptableTask<Void>, Supplier<byte[]> {
  /** Bytes of a body that nobody wanted which are read to keep the connection. */
  private static final int DRAINED = 65_536;

  /** Bytes that are thrown away so that a client can still read why the connection ends. */
  private static final int LINGERED = 1_048_576;

  private final Wire wire;
  private final Peer peer;
  private final Inflow inflow;
  private final Body body;
  private final HeadParser parser = new HeadParser();
  private @Nullable WireWriter writer;
  private @Nullable ServerConnection server;
  private @Nullable Runnable rest;
  private boolean isVersion10;
  private boolean mayUpgrade;
  private boolean isUpgraded;
  private boolean isAnswered;
  private boolean isEnding;
  private boolean isRefused;
  private boolean hasLargeBody;
  private int drained;

  WireConnection(Wire wire, Peer peer, Inflow inflow) {
    this.wire = wire;
    this.peer = peer;
    this.inflow = inflow;
    this.body = new Body(inflow, peer);
  }

  /** Completes it: the server's connection needs this one, and this one needs that. */
  WireConnection between(WireWriter output, ServerConnection served) {
    this.writer = output;
    this.server = served;
    return this;
  }

  private WireWriter writer() {
    return Objects.requireNonNull(writer);
  }

  private ServerConnection server() {
    return Objects.requireNonNull(server);
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try {
      ServedClient.serve(peer, () -> server().handle(limit));
    } catch (CloseConnectionException | UncheckedIOException e) {
      // The client is gone, or was told why the connection ends.
    } finally {
      finish();
    }
  }

  private void finish() {
    try {
      if (rest != null) {
        rest.run();
      }
    } finally {
      leave();
    }
  }

  private void leave() {
    try {
      endBody();
      linger();
    } catch (RefusedException | UncheckedIOException e) {
      // Nobody is there to be told.
    } finally {
      wire.connections().leave(peer);
      peer.leave();
    }
  }

  /** Closing with unread bytes would reset the connection, and the client lose its answer. */
  private void linger() throws RefusedException {
    if (isUpgraded || !(isRefused || isAnswered)) {
      return;
    }
    boolean isClear = !isRefused && body.hasArrived() && inflow.available() == 0;
    if (isClear || !peer.shutdownOutput()) {
      return;
    }
    peer.enter(Stage.LEAVING);
    int left = LINGERED - inflow.available();
    inflow.skip(inflow.available());
    while (left > 0 && inflow.fill()) {
      left -= inflow.available();
      inflow.skip(inflow.available());
    }
  }

  /** What the server reads next. Null ends the connection. */
  @Override
  public byte @Nullable [] get() {
    try {
      if (isUpgraded) {
        return inflow.readAvailable();
      }
      return canInterrupt() ? nextHead() : nextPiece();
    } catch (RefusedException | UncheckedIOException e) {
      throw new ClientGoneException(e);
    }
  }

  /** The server looks for a request, so the one before is answered. */
  private byte @Nullable [] nextHead() {
    try {
      if (isEnding || !drain()) {
        return null;
      }
      endBody();
      inflow.rest();
      isAnswered = false;
      peer.endAnswer();
      mayUpgrade = false;
      if (peer.stage() != Stage.FRESH) {
        peer.enter(Stage.IDLE);
      }
      return readHead();
    } catch (RefusedException e) {
      refuse(e);
      return null;
    }
  }

  private byte @Nullable [] readHead() throws RefusedException {
    parser.reset();
    while (!parser.parse(inflow.buffer(), inflow.start(), inflow.end())) {
      if (peer.stage().compareTo(Stage.IDLE) <= 0 && parser.hasBegun()) {
        peer.enter(Stage.HEAD);
      }
      if (!inflow.fill()) {
        return brokenOff();
      }
    }
    Head head = parser.head();
    isVersion10 = head.isVersion10;
    isEnding = head.endsConnection;
    mayUpgrade = head.wantsWebSocket;
    int first = inflow.start();
    if (head.form == Head.Form.ASTERISK) {
      inflow.skip(parser.position());
      return answerOptions(head);
    }
    return serve(head, Arrays.copyOfRange(inflow.buffer(), first, first + parser.position()));
  }

  private byte[] serve(Head head, byte[] bytes) throws RefusedException {
    inflow.skip(bytes.length);
    if (!head.hasBody()) {
      peer.enter(Stage.SERVED);
      return rewritten(head, bytes, 0);
    }
    peer.enter(Stage.BODY);
    long length = body.begin(head);
    if (body.isStreamed()) {
      wire.connections().beginLargeBody();
      hasLargeBody = true;
    }
    peer.enter(body.isStreamed() ? Stage.STREAM : Stage.SERVED);
    return rewritten(head, bytes, length);
  }

  private static byte[] rewritten(Head head, byte[] bytes, long length) {
    return head.needsRewriting()
        ? HeadRewrite.of(head, bytes, 0, bytes.length, length)
        : head.begin == 0 ? bytes : Arrays.copyOfRange(bytes, head.begin, bytes.length);
  }

  private byte @Nullable [] answerOptions(Head head) throws RefusedException {
    if (head.hasBody()) {
      throw RefusedException.malformed("OPTIONS * has no body");
    }
    writer().write(wire.answers().options(isEnding));
    isAnswered = true;
    return nextHead();
  }

  private byte @Nullable [] brokenOff() throws RefusedException {
    if (!parser.hasBegun()) {
      return null;
    }
    throw peer.isExpired()
        ? new RefusedException(ProblemType.REQUEST_TIMEOUT, "The head took too long")
        : RefusedException.malformed("The head breaks off");
  }

  private byte @Nullable [] nextPiece() {
    if (body.isContinueDue()) {
      if (isAnswered) {
        throw new CloseConnectionException("The body was not asked for");
      }
      if (inflow.available() == 0) {
        writer().write(wire.answers().goOn());
      }
      body.continued();
    }
    try {
      byte[] piece = body.next();
      if (isAnswered && piece != null) {
        drained += piece.length;
        if (drained > DRAINED) {
          isEnding = true;
          throw new CloseConnectionException("The rest of the body is too long");
        }
      }
      if (body.hasArrived()) {
        endLargeBody();
        peer.enter(Stage.SERVED);
      }
      return piece;
    } catch (RefusedException e) {
      isEnding = true;
      isRefused = true;
      wire.faults().tell(peer, e.reason());
      throw new BrokenBodyException(peer.isExpired(), e.reason());
    }
  }

  /** Reads what is left of the body before; false when the connection must end instead. */
  private boolean drain() throws RefusedException {
    while (!body.hasArrived()) {
      byte[] piece = body.isContinueDue() ? null : body.next();
      drained += piece == null ? DRAINED : piece.length;
      if (drained > DRAINED) {
        isEnding = true;
        return false;
      }
    }
    return true;
  }

  private void endBody() {
    body.end();
    endLargeBody();
    drained = 0;
  }

  private void endLargeBody() {
    if (hasLargeBody) {
      hasLargeBody = false;
      wire.connections().endLargeBody();
    }
  }

  private void refuse(RefusedException reason) {
    RefusedException refusal =
        peer.isExpired()
            ? new RefusedException(ProblemType.REQUEST_TIMEOUT, "The request took too long")
            : reason;
    isRefused = true;
    isEnding = true;
    wire.faults().tell(peer, refusal.reason());
    if (!isAnswered) {
      writer().write(wire.answers().refusal(refusal));
    }
  }

  /** The server is about to send this head of an answer. */
  void answers(Headers headers) {
    peer.beginAnswer();
    isAnswered = true;
    mayUpgrade = false;
    isEnding |=
        headers.contains(HeaderValues.CONNECTION_CLOSE)
            || body.isContinueDue()
            || body.announced() > DRAINED
            || wire.isLeaving();
    if (headers instanceof WritableHeaders<?> writable) {
      if (isEnding) {
        writable.set(HeaderValues.CONNECTION_CLOSE);
      }
      if (isVersion10) {
        writer().takeChunksOff(writable.contains(HeaderValues.TRANSFER_ENCODING_CHUNKED));
        writable.remove(HeaderNames.TRANSFER_ENCODING);
      }
    }
  }

  /** The answer has a rest, to be written when the server is through with the request. */
  void goOn(Runnable what) {
    rest = what;
    wire.connections().last(peer);
  }

  /** A switch of protocols is not announced otherwise than by its bytes. */
  void noticeUpgrade(BufferData written) {
    if (mayUpgrade) {
      mayUpgrade = false;
      isUpgraded =
          written.available() > 11
              && written.get(9) == '1'
              && written.get(10) == '0'
              && written.get(11) == '1';
      if (isUpgraded) {
        wire.connections().last(peer);
      }
    }
  }

  @Override
  public boolean canInterrupt() {
    return server instanceof InterruptableTask<?> task && task.canInterrupt();
  }

  /** Ours to judge: the server would also count the time of an answer that is still streamed. */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    server().close(interrupt);
  }
}
