package com.paidhr.messenger.identity.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.identity.config.ExportSettings;
import com.paidhr.messenger.identity.domain.ArchivePieces;
import com.paidhr.messenger.identity.domain.PersonalExport;
import com.paidhr.messenger.identity.domain.PersonalExport.Failure;
import com.paidhr.messenger.identity.domain.PersonalExport.Part;
import com.paidhr.messenger.identity.domain.PersonalExport.State;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.identity.mongo.MongoArchivePieces;
import com.paidhr.messenger.identity.mongo.MongoPersonalExports;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import com.paidhr.messenger.shared.rest.JsonMapping;
import com.paidhr.messenger.testsupport.SettableClock;
import com.paidhr.messenger.testsupport.TestStores;
import com.paidhr.messenger.testsupport.attacks.AtOnce;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exports on the embedded store, by nodes that die, are slow or stop, at times of the test's. */
class WriteExportsIT {
  private static final UserId ANN = new UserId("ann");
  private static final Duration CLAIM_AND_MORE = WriteExports.CLAIM.plusSeconds(1);
  private static final ExportSettings SETTINGS = ExportSettings.STANDARD;
  private static final PersonalData WORDS =
      part("words", records -> records.add(Map.of("said", "Hello")));

  private static MongoClient client;

  private final SettableClock clock = new SettableClock("2026-11-30T12:00:00Z");
  private MongoDatabase database;
  private MongoPersonalExports exports;
  private MongoArchivePieces pieces;
  private boolean isActive = true;

  /** What a part of a test does. */
  @FunctionalInterface
  private interface Writing {
    void write(PersonalRecords records) throws IOException;
  }

  @BeforeAll
  static void connect() {
    client = MongoClients.create(TestStores.mongoUri());
  }

  @AfterAll
  static void disconnect() {
    client.close();
  }

  @BeforeEach
  void beginAnew() {
    database = client.getDatabase(TestStores.freshDatabase());
    exports = new MongoPersonalExports(database);
    exports.createIndexes(new Object());
    pieces = new MongoArchivePieces(database);
    pieces.createIndexes(new Object());
  }

  @Test
  void writesEachPartItsFilesAndWhatIsThere() throws Exception {
    byte[] bytes = new byte[2 * ArchivePieces.SIZE + 7];
    new Random(1).nextBytes(bytes);
    PersonalData files =
        part(
            "files",
            records -> {
              records.add(Map.of("id", 1));
              records.addFile("1.bin", new ByteArrayInputStream(bytes));
            });
    asked("one");

    node(WORDS, files).writeAll();

    PersonalExport ready = found("one");
    assertThat(ready.state()).isEqualTo(State.READY);
    assertThat(ready.progress())
        .containsExactly(new Part("files", 2, true), new Part("words", 1, true));
    assertThat(ready.expiresAt()).isEqualTo(clock.instant().plus(SETTINGS.kept()));
    byte[] archive = bytesOf(ready);
    assertThat(archive).hasSize((int) ready.size());
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive)))
        .isEqualTo(ready.sha256());
    Map<String, byte[]> entries = unzipped(archive);
    assertThat(entries.keySet())
        .containsExactly("files.jsonl", "files/1.bin", "words.jsonl", "about.json");
    assertThat(entries.get("files/1.bin")).isEqualTo(bytes);
    assertThat(text(entries, "words.jsonl")).isEqualTo("{\"said\":\"Hello\"}\n");
    assertThat(text(entries, "about.json")).contains("\"export\":\"one\"", "\"user\":\"ann\"");
  }

  @Test
  void readsAnyPartOfAnArchive() throws IOException {
    byte[] bytes = new byte[2 * ArchivePieces.SIZE];
    new Random(2).nextBytes(bytes);
    asked("one");
    node(part("files", records -> records.addFile("1", new ByteArrayInputStream(bytes))))
        .writeAll();
    PersonalExport ready = found("one");
    byte[] whole = bytesOf(ready);

    for (int from : new int[] {0, 1, ArchivePieces.SIZE - 1, ArchivePieces.SIZE, 400_000}) {
      int length = (int) Math.min(ArchivePieces.SIZE + 1L, ready.size() - from);
      try (InputStream part = pieces.open(ready, from, length)) {
        assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
      }
    }
  }

  @Test
  void beginsAnewWhatADeadNodeLeft() throws IOException {
    asked("one");
    PersonalExport dead = claimed();
    for (int number = 0; number < 3; number++) {
      pieces.add(dead, number, new byte[ArchivePieces.SIZE]);
    }
    WriteExports other = node(WORDS);

    other.writeAll();
    assertThat(found("one").state()).isEqualTo(State.RUNNING);

    clock.advance(CLAIM_AND_MORE);
    other.writeAll();

    PersonalExport ready = found("one");
    assertThat(ready.state()).isEqualTo(State.READY);
    assertThat(ready.attempt()).isEqualTo(2);
    assertThat(unzipped(bytesOf(ready))).containsKey("words.jsonl");
    assertThat(stored()).as("pieces").isEqualTo(1);
  }

  @Test
  void leavesItToWhoTookItOver() throws IOException {
    asked("one");
    WriteExports other = node(WORDS);
    WriteExports[] slow = new WriteExports[1];
    slow[0] =
        node(
            part(
                "words",
                records -> {
                  records.addFile("large", new ByteArrayInputStream(new byte[600_000]));
                  clock.advance(CLAIM_AND_MORE);
                  other.writeAll();
                  slow[0].renew();
                  records.addFile("more", new ByteArrayInputStream(new byte[600_000]));
                }));

    slow[0].writeAll();

    PersonalExport ready = found("one");
    assertThat(ready.state()).isEqualTo(State.READY);
    assertThat(unzipped(bytesOf(ready))).containsOnlyKeys("words.jsonl", "about.json");
    assertThat(stored()).as("pieces").isEqualTo(1);
  }

  @Test
  void keepsTheClaimOfWhatTakesLong() {
    asked("one");
    WriteExports other = node(WORDS);
    WriteExports[] slow = new WriteExports[1];
    slow[0] =
        node(
            part(
                "words",
                records -> {
                  for (int i = 0; i < 5; i++) {
                    clock.advance(Duration.ofSeconds(50));
                    slow[0].renew();
                    other.writeAll();
                    records.add(Map.of("number", i));
                  }
                }));

    slow[0].writeAll();

    assertThat(found("one").attempt()).isEqualTo(1);
    assertThat(found("one").progress()).containsExactly(new Part("words", 5, true));
  }

  @Test
  void givesItBackWhenTheNodeStops() {
    asked("one");
    WriteExports[] stopping = new WriteExports[1];
    stopping[0] =
        node(
            part(
                "words",
                records -> {
                  stopping[0].stop();
                  records.add(Map.of());
                }));

    stopping[0].writeAll();
    assertThat(found("one").state()).isEqualTo(State.WAITING);

    node(WORDS).writeAll();
    assertThat(found("one").state()).isEqualTo(State.READY);
  }

  @Test
  void failsWhatIsTooLarge() {
    byte[] bytes = new byte[ArchivePieces.SIZE + 5_000];
    new Random(3).nextBytes(bytes);
    asked("one");
    ExportSettings small =
        new ExportSettings(ArchivePieces.SIZE + 1_000, SETTINGS.kept(), SETTINGS.lookEvery());

    node(
            small,
            pieces,
            part("files", records -> records.addFile("1", new ByteArrayInputStream(bytes))))
        .writeAll();

    assertThat(found("one").failure()).isEqualTo(Failure.TOO_LARGE);
    assertThat(stored()).as("pieces").isZero();
    asked("two");
  }

  @Test
  void failsWhatHasTooManyFiles() {
    asked("one");

    node(part(
            "files",
            records -> {
              for (int i = 0; i <= PersonalRecords.MAX_FILES; i++) {
                records.addFile("f" + i, InputStream.nullInputStream());
              }
            }))
        .writeAll();

    assertThat(found("one").failure()).isEqualTo(Failure.TOO_LARGE);
    assertThat(stored()).as("pieces").isZero();
  }

  @Test
  void failsWhereTheStoreHasNoRoom() {
    asked("one");
    ArchivePieces full =
        (ArchivePieces)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ArchivePieces.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("add")) {
                    throw new MongoException(14_031, "no room");
                  }
                  return method.invoke(pieces, arguments);
                });

    node(SETTINGS, full, WORDS).writeAll();

    assertThat(found("one").failure()).isEqualTo(Failure.STORAGE_FULL);
    asked("two");
  }

  @Test
  void triesAgainWhatFailedAndGivesUpAtLast() {
    asked("one");
    WriteExports unlucky =
        node(
            part(
                "words",
                records -> {
                  throw new IllegalStateException("planned by the test");
                }));

    for (int attempt = 1; attempt <= 5; attempt++) {
      unlucky.writeAll();
      unlucky.writeAll();
      assertThat(found("one").attempt()).isEqualTo(attempt);
      assertThat(found("one").state()).isEqualTo(State.RUNNING);
      clock.advance(CLAIM_AND_MORE);
    }
    unlucky.writeAll();

    assertThat(found("one").failure()).isEqualTo(Failure.INTERRUPTED);
  }

  @Test
  void forgetsWhatHasExpired() {
    asked("one");
    WriteExports node = node(WORDS);
    node.writeAll();

    clock.advance(SETTINGS.kept().minusSeconds(1));
    node.sweep();
    assertThat(found("one").isExpired(clock.instant())).isFalse();

    clock.advance(Duration.ofSeconds(1));
    assertThat(found("one").isExpired(clock.instant())).isTrue();
    node.sweep();

    assertNothingIsLeft();
  }

  @Test
  void forgetsWhatIsRemovedWhileItIsWritten() {
    asked("one");
    WriteExports[] node = new WriteExports[1];
    node[0] =
        node(
            part(
                "files",
                records -> {
                  records.addFile("1", new ByteArrayInputStream(new byte[600_000]));
                  assertThat(exports.remove(ANN, "one")).isTrue();
                  node[0].renew();
                  records.addFile("2", new ByteArrayInputStream(new byte[600_000]));
                }));

    node[0].writeAll();

    assertThat(exports.find(ANN, "one")).isEmpty();
    assertThat(stored()).as("pieces").isZero();
    asked("two"); // it is in nobody's way
    clock.advance(CLAIM_AND_MORE);
    node[0].sweep();
    assertThat(exports.of(ANN)).extracting(PersonalExport::id).containsExactly("two");
    assertThat(database.getCollection("personalExports").countDocuments()).isEqualTo(1);
  }

  @Test
  void writesNothingForWhoIsDeactivated() {
    asked("one");
    WriteExports node =
        node(
            part(
                "words",
                records -> {
                  records.add(Map.of());
                  isActive = false;
                }));

    node.writeAll();

    assertThat(exports.of(ANN)).isEmpty();
    clock.advance(CLAIM_AND_MORE);
    node.sweep();
    assertNothingIsLeft();
  }

  @Test
  void putsTheNewOneInThePlaceOfTheOneBefore() {
    WriteExports node = node(WORDS);
    asked("one");
    node.writeAll();
    clock.advance(Duration.ofMinutes(1));
    asked("two");
    assertThat(exports.of(ANN)).extracting(PersonalExport::id).containsExactly("two", "one");

    node.writeAll();
    node.sweep();

    assertThat(exports.of(ANN)).extracting(PersonalExport::id).containsExactly("two");
    assertThat(stored()).as("pieces").isEqualTo(1);
  }

  @Test
  void takesOneOfAUserAtATime() {
    List<Boolean> added =
        AtOnce.each(
            8, number -> exports.add(PersonalExport.asked("e" + number, ANN, clock.instant())));

    assertThat(Collections.frequency(added, true)).isEqualTo(1);
    assertThat(exports.of(ANN)).hasSize(1);
  }

  @Test
  void givesEachToOneNode() {
    asked("one");

    List<Boolean> claims =
        AtOnce.each(
            8,
            _ ->
                exports
                    .claim(clock.instant(), clock.instant().plus(WriteExports.CLAIM))
                    .isPresent());

    assertThat(Collections.frequency(claims, true)).isEqualTo(1);
  }

  private static PersonalData part(String name, Writing writing) {
    return new PersonalData() {
      @Override
      public String part() {
        return name;
      }

      @Override
      public void write(UserId user, PersonalRecords records) throws IOException {
        writing.write(records);
      }
    };
  }

  private WriteExports node(PersonalData... parts) {
    return node(SETTINGS, pieces, parts);
  }

  private WriteExports node(ExportSettings settings, ArchivePieces bytes, PersonalData... parts) {
    Users users =
        (Users)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Users.class},
                (_, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("find");
                  return Optional.of(ann().deactivated(isActive ? null : clock.instant()));
                });
    return new WriteExports(
        exports, bytes, users, List.of(parts), JsonMapping.mapper(), settings, clock);
  }

  private User ann() {
    return new User(ANN, "ann", null, "Ann", Set.of(), null, clock.instant(), 1);
  }

  private void asked(String id) {
    assertThat(exports.add(PersonalExport.asked(id, ANN, clock.instant()))).isTrue();
  }

  private PersonalExport claimed() {
    return exports.claim(clock.instant(), clock.instant().plus(WriteExports.CLAIM)).orElseThrow();
  }

  private PersonalExport found(String id) {
    return exports.find(ANN, id).orElseThrow();
  }

  private long stored() {
    return database.getCollection("personalExports.chunks").countDocuments();
  }

  private void assertNothingIsLeft() {
    assertThat(stored()).as("pieces").isZero();
    assertThat(database.getCollection("personalExports").countDocuments()).isZero();
  }

  private byte[] bytesOf(PersonalExport ready) throws IOException {
    try (InputStream bytes = pieces.open(ready, 0, ready.size())) {
      return bytes.readAllBytes();
    }
  }

  private static String text(Map<String, byte[]> entries, String name) {
    return new String(entries.get(name), StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> unzipped(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }
}
