package com.paidhr.messenger.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestTest {
  /** FIPS 180-4, appendix B.1. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isSha256() {
    assertThat(Digest.hex("abc")).isEqualTo(OF_ABC);
    assertThat(Digest.bytes("abc")).hasSize(32).startsWith(0xba, 0x78, 0x16, 0xbf);
  }

  @Test
  void isShortWhereItIsAName() {
    assertThat(Digest.of("abc")).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaO");
  }
}
