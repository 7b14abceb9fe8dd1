package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.Quota;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.Scanner;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.limits.HeavyWork;
import com.paidhr.messenger.shared.limits.LimitSettings;
import com.paidhr.messenger.testsupport.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;

/** All use cases over a store, messages and time that the test holds. */
final class Library {
  static final MediaSettings SETTINGS =
      new MediaSettings(
          1_000_000,
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          new Quota(2_500_000, 4_000_000));
  static final ScanSettings SCANS = new ScanSettings("", 1, Duration.ofSeconds(10));

  Scanner scanner = bytes -> Scan.SKIPPED;

  final InMemoryFileStore files = new InMemoryFileStore();
  final FakeAudience audience = new FakeAudience();
  final SettableClock clock = new SettableClock("2026-01-01T10:00:00Z");
  final Holds holds = new Holds(files, audience, clock, SETTINGS);
  final FileVisibility visibility = new FileVisibility(audience, holds);
  final VirusCheck virusCheck =
      new VirusCheck(new GuardedScanner(bytes -> scanner.scan(bytes)), new ScanRefusals());
  final UploadFile uploads =
      new UploadFile(
          files,
          virusCheck,
          new IdGenerator(),
          clock,
          SETTINGS,
          new HeavyWork(LimitSettings.STANDARD));
  final ReadFile reads = new ReadFile(files, visibility);
  final DiscardFile discards = new DiscardFile(files, reads, holds, clock);
  final Attachments attachments = new Attachments(files, visibility, clock, SETTINGS);
  final FileCollector collector = new FileCollector(files, holds, clock, SETTINGS, SCANS);

  StoredFile uploaded(UserId owner) {
    return uploads.upload(owner, incoming(new byte[] {1, 2, 3}));
  }

  static IncomingFile incoming(byte[] bytes) {
    return incoming(new ByteArrayInputStream(bytes), () -> {});
  }

  static IncomingFile incoming(InputStream bytes, Runnable end) {
    return new IncomingFile() {
      @Override
      public String name() {
        return "a.bin";
      }

      @Override
      public InputStream bytes() {
        return bytes;
      }

      @Override
      public void requireEnd() {
        end.run();
      }
    };
  }
}
