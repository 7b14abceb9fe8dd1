package com.paidhr.messenger.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String NAME = "settings-test.value";

  private final Settings settings = new Settings();

  private enum Mode {
    FAST,
    SAFE
  }

  @AfterEach
  void clear() {
    System.clearProperty(NAME);
  }

  private void assertRefused(String value, Function<Settings, Object> read) {
    System.setProperty(NAME, value);

    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> read.apply(settings))
        .withMessageContaining(NAME)
        .withMessageContaining(value);
  }

  private static long number(Settings settings) {
    return settings.number(NAME, 5, 1, 10, "A number.");
  }

  private static Duration duration(Settings settings) {
    return settings.duration(
        NAME, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(1), "A time.");
  }

  private static Mode choice(Settings settings) {
    return settings.choice(NAME, Mode.SAFE, "A mode.");
  }

  private static boolean flag(Settings settings) {
    return settings.flag(NAME, true, "A flag.");
  }

  @Test
  void usesTheDefaultWhereNothingIsSet() {
    assertThat(number(settings)).isEqualTo(5);
    assertThat(duration(settings)).isEqualTo(Duration.ofSeconds(5));
    assertThat(choice(settings)).isEqualTo(Mode.SAFE);
    assertThat(flag(settings)).isTrue();
    assertThat(settings.text(NAME, "A text.")).isEmpty();
    assertThat(settings.text(NAME, "x", "A text.")).isEqualTo("x");
    assertThat(settings.fraction(NAME, 0.5, 0, 1, "A fraction.")).isEqualTo(0.5);
  }

  @Test
  void usesWhatIsSet() {
    System.setProperty(NAME, " 10 ");
    assertThat(number(settings)).isEqualTo(10);
    System.setProperty(NAME, "PT1M");
    assertThat(duration(settings)).isEqualTo(Duration.ofMinutes(1));
    System.setProperty(NAME, "FAST");
    assertThat(choice(settings)).isEqualTo(Mode.FAST);
    System.setProperty(NAME, "FALSE");
    assertThat(flag(settings)).isFalse();
  }

  @Test
  void countsABlankTextAsAbsent() {
    System.setProperty(NAME, "  ");

    assertThat(settings.text(NAME, "A text.")).isEmpty();
    assertThat(number(settings)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "-1", "1.5", "ten", "99999999999999999999"})
  void refusesOtherNumbersByName(String value) {
    assertRefused(value, SettingsTest::number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.5S", "PT61S", "5", "5s", "-PT5S"})
  void refusesOtherDurationsByName(String value) {
    assertRefused(value, SettingsTest::duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "SLOW"})
  void refusesOtherChoicesByName(String value) {
    assertRefused(value, SettingsTest::choice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "on"})
  void refusesOtherFlagsByName(String value) {
    assertRefused(value, SettingsTest::flag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "2", "-0.1", "half"})
  void refusesOtherFractionsByName(String value) {
    assertRefused(value, read -> read.fraction(NAME, 0.5, 0, 1, "A fraction."));
  }

  @Test
  void remembersWhatEachSettingMeans() {
    number(settings);

    assertThat(settings.known())
        .containsExactly(new Settings.Setting(NAME, "5", "A number. Whole number, 1 to 10."));
  }
}
