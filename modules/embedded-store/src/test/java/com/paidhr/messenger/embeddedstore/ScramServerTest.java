package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the example of RFC 7677. */
class ScramServerTest {
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final String OWN = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

  private final ScramServer server =
      new ScramServer("user", "pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="));

  private ScramServer.Exchange begun() throws ScramServer.RefusedException {
    return server.begin("n,,n=user,r=" + NONCE, OWN);
  }

  @Test
  void speaksAsTheRfcSays() throws ScramServer.RefusedException {
    ScramServer.Exchange begun = begun();

    assertThat(begun.challenge())
        .isEqualTo("r=" + NONCE + OWN + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    assertThat(begun.finish("c=biws,r=" + NONCE + OWN + ",p=" + PROOF))
        .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=eHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=eSws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAA",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=====",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
        ""
      })
  void refusesWhatIsNotRight(String clientFinal) throws ScramServer.RefusedException {
    ScramServer.Exchange begun = begun();

    assertThatExceptionOfType(ScramServer.RefusedException.class)
        .isThrownBy(() -> begun.finish(clientFinal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n,,n=other,r=abc", "p=tls-unique,,n=user,r=abc", "n,,n=user,r=", "x", ""})
  void beginsForTheUserOnly(String clientFirst) {
    assertThatExceptionOfType(ScramServer.RefusedException.class)
        .isThrownBy(() -> server.begin(clientFirst));
  }

  @Test
  void neverRepeatsItsNonce() throws ScramServer.RefusedException {
    assertThat(server.begin("n,,n=user,r=abc").challenge())
        .isNotEqualTo(server.begin("n,,n=user,r=abc").challenge());
  }
}
