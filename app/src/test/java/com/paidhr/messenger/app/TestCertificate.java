package com.paidhr.messenger.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A server's certificate for 127.0.0.1, signed by itself.
 *
 * @param chain the certificate in PEM
 * @param key its key in PEM
 * @param store a key store that trusts it
 */
record TestCertificate(Path chain, Path key, Path store) {
  private static final String PASSWORD = "of-the-store";

  /** Makes one with the JDK's own tool. */
  static TestCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=server",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    return new TestCertificate(
        pem(
            folder.resolve("server.crt"),
            "CERTIFICATE",
            keys.getCertificate("server").getEncoded()),
        pem(
            folder.resolve("server.key"),
            "PRIVATE KEY",
            keys.getKey("server", PASSWORD.toCharArray()).getEncoded()),
        trusting(folder.resolve("trust.p12"), keys));
  }

  private static Path pem(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }

  private static Path trusting(Path file, KeyStore keys)
      throws IOException, GeneralSecurityException {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("server", keys.getCertificate("server"));
    try (var out = Files.newOutputStream(file)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** Options of a JVM that trusts it and nobody else. */
  String trust() {
    return "-Djavax.net.ssl.trustStore="
        + store
        + " -Djavax.net.ssl.trustStorePassword="
        + PASSWORD;
  }
}
