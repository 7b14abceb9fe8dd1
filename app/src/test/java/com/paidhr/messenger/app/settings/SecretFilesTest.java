package com.paidhr.messenger.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("secret"), content);
  }

  @Test
  void readsASecretWithoutTheEndOfItsLine() throws IOException {
    var files =
        new SecretFiles(Map.of("MESSENGER_ADMIN_PASSWORD_FILE", file(" a b \n").toString()));

    files.check();

    assertThat(files.getValue("messenger.admin-password")).isEqualTo(" a b ");
    assertThat(files.getValue("redis.uri")).isNull();
  }

  @Test
  void readsNoOtherSettingFromAFile() throws IOException {
    var files = new SecretFiles(Map.of("LOG_LEVEL_FILE", file("DEBUG").toString()));

    assertThat(files.getValue("log.level")).isNull();
  }

  @Test
  void refusesWhatCannotBeReadAndWhatIsGivenTwice() throws IOException {
    var absent = new SecretFiles(Map.of("REDIS_URI_FILE", folder.resolve("none").toString()));
    var twice =
        new SecretFiles(Map.of("REDIS_URI_FILE", file("redis://a").toString(), "REDIS_URI", "b"));
    var endless = new SecretFiles(Map.of("REDIS_URI_FILE", file("x".repeat(70_000)).toString()));

    assertThatThrownBy(absent::check)
        .hasMessageContaining("redis.uri")
        .hasMessageContaining("REDIS_URI_FILE");
    assertThatThrownBy(twice::check).hasMessageContaining("given twice");
    assertThatThrownBy(endless::check).hasMessageContaining("redis.uri");
  }
}
