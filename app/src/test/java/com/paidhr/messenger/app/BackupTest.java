package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
  private static final String SEGMENT = "documents/segment-0000000001.log";
  private static final byte[] DOCUMENTS =
      "What people said, again and again. ".repeat(500).getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  private Path backup(int method) throws IOException {
    Path file = folder.resolve("backup.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : new String[] {SEGMENT, "documents/catalog.bson"}) {
        var entry = new ZipEntry(name);
        var crc = new CRC32();
        crc.update(DOCUMENTS);
        entry.setMethod(method);
        entry.setSize(DOCUMENTS.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(DOCUMENTS);
        zip.closeEntry();
      }
    }
    return file;
  }

  private void extract(Path file) throws IOException {
    try (ZipFile zip = Backup.open(file)) {
      Backup.extract(zip, folder.resolve("data"), bytes -> {});
    }
  }

  @Test
  void extractsWhatIsWhole() throws IOException {
    extract(backup(ZipEntry.DEFLATED));

    assertThat(folder.resolve("data").resolve(SEGMENT)).hasBinaryContent(DOCUMENTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void refusesWhatWasDamaged(int method) throws IOException {
    Path file = backup(method);
    byte[] bytes = Files.readAllBytes(file);
    // Behind the head of the first entry, and within its data.
    bytes[30 + SEGMENT.length() + 20] ^= 0x55;
    Files.write(file, bytes);

    assertThatThrownBy(() -> extract(file))
        .isInstanceOf(VerbFailedException.class)
        .hasMessageContaining(SEGMENT);
  }
}
