package com.paidhr.messenger.media.clamd;

import com.paidhr.messenger.media.domain.Infection;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.ScanFailedException;
import com.paidhr.messenger.media.domain.ScanResult;
import com.paidhr.messenger.media.domain.Scanner;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has clamd scan a file over TCP, one connection per file: {@code zINSTREAM}, chunks that each
 * begin with their length in four bytes, a length of zero, and the answer, which ends with a zero
 * byte. What is not one of the known answers is a failure, never a clean file.
 */
final class ClamdScanner implements Scanner {
  private static final Logger LOG = LoggerFactory.getLogger(ClamdScanner.class);
  private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
  private static final int CHUNK = 32_768;
  private static final int LONGEST_ANSWER = 1_024;
  private static final String CLEAN = "stream: OK";
  private static final Pattern FOUND = Pattern.compile("stream: ([\\x20-\\x7E]+) FOUND");
  private static final String TOO_LARGE = "INSTREAM size limit exceeded. ERROR";

  private final String host;
  private final int port;
  private final Duration timeout;

  /**
   * A scanner that is reached when it is needed.
   *
   * @param timeout how long one scan may take, from connecting to the answer
   */
  ClamdScanner(String host, int port, Duration timeout) {
    this.host = host;
    this.port = port;
    this.timeout = timeout;
  }

  @Override
  public ScanResult scan(InputStream bytes) {
    CompletableFuture<Void> end =
        new CompletableFuture<Void>().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    try (Socket socket = new Socket()) {
      // Nothing else ends a write to a clamd that has stopped reading.
      var _ = end.whenComplete((_, _) -> closeQuietly(socket));
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
      return judge(ask(socket, bytes));
    } catch (IOException e) {
      String reason = end.isDone() ? "clamd took longer than " + timeout : e.toString();
      throw new ScanFailedException(reason, e);
    } finally {
      end.complete(null);
    }
  }

  private static String ask(Socket socket, InputStream bytes) throws IOException {
    InputStream answers = new BufferedInputStream(socket.getInputStream());
    try {
      send(bytes, socket.getOutputStream(), answers);
    } catch (SocketException e) {
      // clamd answers what it does not take before it hangs up.
      LOG.debug("clamd hung up", e);
    }
    return answerOf(answers);
  }

  private static void send(InputStream bytes, OutputStream target, InputStream answers)
      throws IOException {
    DataOutputStream clamd = new DataOutputStream(new BufferedOutputStream(target, 2 * CHUNK));
    clamd.write(COMMAND);
    byte[] chunk = new byte[CHUNK];
    for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
      if (answers.available() > 0) {
        return;
      }
      if (read > 0) {
        clamd.writeInt(read);
        clamd.write(chunk, 0, read);
      }
    }
    clamd.writeInt(0);
    clamd.flush();
  }

  private static String answerOf(InputStream source) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int next = source.read(); next != 0; next = source.read()) {
      if (next < 0 || answer.size() == LONGEST_ANSWER) {
        throw new ProtocolException("clamd's answer is not whole");
      }
      answer.write(next);
    }
    return answer.toString(StandardCharsets.US_ASCII);
  }

  private static ScanResult judge(String answer) throws ProtocolException {
    if (answer.equals(CLEAN)) {
      return Scan.CLEAN;
    }
    Matcher found = FOUND.matcher(answer);
    if (found.matches()) {
      return new Infection(found.group(1));
    }
    if (answer.equals(TOO_LARGE)) {
      LOG.warn("clamd refused a file for its size; StreamMaxLength should be media.max-size");
      throw new DomainException(
          ProblemType.BODY_TOO_LARGE, "The virus scanner takes no file as large as this one");
    }
    throw new ProtocolException("clamd answered " + answer.replaceAll("[^\\x20-\\x7E]", "?"));
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("The connection to clamd was broken already", e);
    }
  }
}
