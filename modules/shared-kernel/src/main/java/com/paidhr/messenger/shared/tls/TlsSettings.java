package com.paidhr.messenger.shared.tls;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * TLS of the server itself, which it speaks where both files are named.
 *
 * @param certificate the certificate and its issuers in PEM
 * @param key the certificate's key in PEM
 * @param checkEvery how soon a change of the files is noticed
 */
public record TlsSettings(Optional<Path> certificate, Optional<Path> key, Duration checkEvery) {
  static final String CERTIFICATE = "http.tls.certificate-file";
  static final String KEY = "http.tls.key-file";

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    TlsSettings settings(Settings settings) {
      var read =
          new TlsSettings(
              file(
                  settings,
                  CERTIFICATE,
                  "File with the server's certificate and its issuers in PEM: where set, the port"
                      + " speaks TLS and nothing else."),
              file(
                  settings,
                  KEY,
                  "File with the key of that certificate in PEM, not encrypted: PKCS#8, or PKCS#1"
                      + " of RSA."),
              settings.duration(
                  "http.tls.check-every",
                  Duration.ofSeconds(10),
                  Duration.ofMillis(100),
                  Duration.ofHours(1),
                  "How often the two files are looked at; what has changed is used without a"
                      + " restart."));
      if (read.certificate.isPresent() != read.key.isPresent()) {
        throw read.certificate.isPresent()
            ? Settings.refuse(KEY, "must be set, too, where " + CERTIFICATE + " is")
            : Settings.refuse(CERTIFICATE, "must be set, too, where " + KEY + " is");
      }
      return read;
    }

    private static Optional<Path> file(Settings settings, String name, String meaning) {
      try {
        return settings.text(name, meaning).map(Path::of);
      } catch (InvalidPathException e) {
        throw Settings.refuse(name, "is not the name of a file");
      }
    }
  }
}
