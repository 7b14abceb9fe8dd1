package com.paidhr.messenger.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecoveryCodesTest {
  @Test
  void areTenThatCanBeRead() {
    List<String> codes = RecoveryCodes.fresh();

    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    assertThat(codes).allMatch(code -> code.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
    assertThat(codes).noneMatch(code -> TypedCode.of(code).isTotp());
  }

  @Test
  void areTheSameHoweverTheyAreTyped() {
    String code = RecoveryCodes.fresh().getFirst();
    String typed = " " + code.replace('-', ' ').toUpperCase(Locale.ROOT);

    assertThat(hash(typed)).isEqualTo(hash(code)).doesNotContain(code);
    assertThat(hash(code + "a")).isNotEqualTo(hash(code));
  }

  @Test
  void leaveTextsAloneThatAreTooLong() {
    assertThat(TypedCode.of("1".repeat(65)).text()).isEmpty();
    assertThat(TypedCode.of("123 456").isTotp()).isTrue();
    assertThat(TypedCode.of("123456").toString()).doesNotContain("123456");
  }

  private static String hash(String typed) {
    return RecoveryCodes.hash(TypedCode.of(typed));
  }
}
