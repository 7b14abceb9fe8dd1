package com.paidhr.messenger.shared.tls;

import com.paidhr.messenger.shared.config.Settings;
import com.paidhr.messenger.shared.tls.PemPair.Identity;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that this server shows, where it has one. Its files are looked at again and
 * again: a new one that makes sense is shown to every connection from then on, while those that are
 * open go on; one that does not is told to the log, and the one before stays.
 */
@ApplicationScoped
public class ServerCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final String[] HTTP_1_1 = {"http/1.1"};
  private static final Metadata EXPIRES_AT =
      Metadata.builder()
          .withName("messenger_tls_certificate_expires_at_seconds")
          .withDescription(
              "When the certificate that is shown expires, in seconds since 1970; 0 without TLS")
          .build();

  private final TlsSettings settings;
  private final Clock clock;
  private volatile @Nullable Identity shown;
  private String seen = "";
  private @Nullable ScheduledExecutorService watch;

  @Inject
  ServerCertificate(TlsSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether the server speaks TLS itself. */
  public boolean isUsed() {
    return settings.certificate().isPresent();
  }

  /**
   * Reads the files and begins to watch them, if there is a certificate.
   *
   * @throws com.paidhr.messenger.shared.config.InvalidSettingException when they cannot be used
   */
  public synchronized void open() {
    if (!isUsed()) {
      return;
    }
    try {
      PemPair pair = pair();
      seen = pair.fingerprint();
      show(pair.read());
    } catch (BadPairException e) {
      throw Settings.refuse(e.setting(), e.reason());
    }
    long pause = settings.checkEvery().toMillis();
    watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate").factory());
    var _ = watch.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  synchronized void close() {
    if (watch != null) {
      watch.shutdownNow();
    }
  }

  /** Nowhere where a slice has no metrics. */
  void show(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object start,
      Instance<MetricRegistry> registry) {
    if (registry.isResolvable()) {
      registry.get().gauge(EXPIRES_AT, this::expiresAt, new Tag[0]);
    }
  }

  private PemPair pair() throws BadPairException {
    Path certificate = settings.certificate().orElseThrow();
    return PemPair.of(certificate, settings.key().orElseThrow());
  }

  /** Each content of the files is judged, and told, once. */
  private synchronized void look() {
    String found = "";
    try {
      PemPair pair = pair();
      found = pair.fingerprint();
      if (!found.equals(seen)) {
        replaceBy(pair.read());
      }
    } catch (BadPairException e) {
      found = found.isEmpty() ? e.setting() : found;
      if (!found.equals(seen)) {
        LOG.warn("The certificate of before stays in use: setting {} {}", e.setting(), e.reason());
      }
    } catch (RuntimeException e) {
      LOG.error("The files of the certificate could not be looked at", e);
    }
    seen = found;
  }

  private void replaceBy(Identity next) throws BadPairException {
    Instant now = clock.instant();
    if (next.endsAt().isBefore(now) && Objects.requireNonNull(shown).endsAt().isAfter(now)) {
      throw new BadPairException(
          TlsSettings.CERTIFICATE, "names a certificate that expired at " + next.endsAt());
    }
    show(next);
  }

  private void show(Identity next) {
    shown = next;
    if (next.endsAt().isBefore(clock.instant())) {
      LOG.warn("The certificate of {} has expired at {}", next.name(), next.endsAt());
    } else {
      LOG.info("Shows the certificate of {} until {}", next.name(), next.endsAt());
    }
  }

  private long expiresAt() {
    Identity identity = shown;
    return identity == null ? 0 : identity.endsAt().getEpochSecond();
  }

  /**
   * The server's side of TLS on a connection, before the handshake. What is closed by it closes the
   * socket below.
   */
  public SSLSocket over(Socket socket) throws IOException {
    Identity identity = Objects.requireNonNull(shown, "TLS is not used");
    SSLSocket secured =
        (SSLSocket)
            identity
                .context()
                .getSocketFactory()
                .createSocket(socket, InputStream.nullInputStream(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setUseCipherSuitesOrder(true);
    parameters.setApplicationProtocols(HTTP_1_1);
    secured.setSSLParameters(parameters);
    return secured;
  }
}
