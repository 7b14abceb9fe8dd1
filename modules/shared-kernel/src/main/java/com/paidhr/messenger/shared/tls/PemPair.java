package com.paidhr.messenger.shared.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.paidhr.messenger.shared.Digest;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What the two files held at one moment. Whether it makes sense shows when it is {@link #read}. */
final class PemPair {
  private static final int LARGEST = 1_048_576;
  private static final byte[] PROBE = new byte[32];

  private final byte[] certificate;
  private final byte[] key;

  private PemPair(byte[] certificate, byte[] key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * A certificate that can be shown.
   *
   * @param context makes connections that show it; none of them resumes one of another certificate
   * @param endsAt when it expires
   * @param name whom it is of, for the log
   */
  record Identity(SSLContext context, Instant endsAt, String name) {}

  /**
   * Takes the content of the files.
   *
   * @throws BadPairException when one of them cannot be read
   */
  static PemPair of(Path certificate, Path key) throws BadPairException {
    return new PemPair(
        content(TlsSettings.CERTIFICATE, certificate), content(TlsSettings.KEY, key));
  }

  private static byte[] content(String setting, Path file) throws BadPairException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new BadPairException(setting, "names a file of more than a mebibyte");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadPairException(
          setting, "names a file that cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** Differs where one of the files does. */
  String fingerprint() {
    return Digest.hex(new String(certificate, ISO_8859_1))
        + Digest.hex(new String(key, ISO_8859_1));
  }

  /**
   * Reads and checks it.
   *
   * @throws BadPairException when it is not in PEM, or the key is not the certificate's
   */
  Identity read() throws BadPairException {
    List<X509Certificate> chain = chain();
    PrivateKey own = key();
    X509Certificate first = chain.getFirst();
    requireSameKey(own, first);
    return new Identity(
        context(own, chain),
        first.getNotAfter().toInstant(),
        first.getSubjectX500Principal().getName());
  }

  private List<X509Certificate> chain() throws BadPairException {
    try {
      List<X509Certificate> chain =
          Keys.builder()
              .pem(pem -> pem.certChain(Resource.create("certificate", certificate)))
              .build()
              .certChain();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (RuntimeException e) {
      throw new BadPairException(TlsSettings.CERTIFICATE, "names a file without a certificate");
    }
    throw new BadPairException(TlsSettings.CERTIFICATE, "names a file without a certificate");
  }

  /** The platform's reasons might quote the key, so ours are told. */
  private PrivateKey key() throws BadPairException {
    try {
      return Keys.builder()
          .pem(pem -> pem.key(Resource.create("key", key)))
          .build()
          .privateKey()
          .orElseThrow();
    } catch (RuntimeException e) {
      throw new BadPairException(
          TlsSettings.KEY, "names a file without a key that is not encrypted, of RSA or EC");
    }
  }

  private static void requireSameKey(PrivateKey key, X509Certificate certificate)
      throws BadPairException {
    try {
      String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(PROBE);
      byte[] signature = signing.sign();
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(certificate.getPublicKey());
      checking.update(PROBE);
      if (checking.verify(signature)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      throw new BadPairException(TlsSettings.KEY, "names a key that is not the certificate's");
    }
    throw new BadPairException(TlsSettings.KEY, "names a key that is not the certificate's");
  }

  private static SSLContext context(PrivateKey key, List<X509Certificate> chain)
      throws BadPairException {
    char[] password = new char[0];
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, password, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new BadPairException(TlsSettings.CERTIFICATE, "names a certificate of no use: " + e);
    }
  }
}
