package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisBinaryTest {

  @ParameterizedTest
  @CsvSource({"Linux,amd64", "Linux,aarch64", "Linux,i386", "Mac OS X,x86_64", "Mac OS X,aarch64"})
  void isCarriedAlongForEachPlatform(String osName, String osArch) {
    assertThat(getClass().getResource("/" + RedisBinary.resource(osName, osArch))).isNotNull();
  }
}
