package com.paidhr.messenger.app.attacks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes that can be filled to its last byte and emptied again. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4_096;

  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /** Mounts one at the empty folder; where that is not allowed, the test is skipped and says so. */
  static SmallDisk at(Path folder, int mebibytes) throws IOException, InterruptedException {
    boolean mounted =
        Files.isExecutable(Path.of("/bin/mount"))
            && run("/bin/mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder);
    Assumptions.assumeTrue(mounted, "SKIPPED: this user may not mount a small file system");
    return new SmallDisk(folder);
  }

  Path folder(String name) {
    return root.resolve(name);
  }

  /** Takes all the room that is left. */
  void fill() throws IOException {
    try (OutputStream filler = Files.newOutputStream(filler())) {
      while (true) {
        filler.write(new byte[BLOCK]);
      }
    } catch (IOException full) {
      if (full instanceof FileSystemException || root.toFile().getUsableSpace() >= BLOCK) {
        throw full;
      }
    }
  }

  /** Gives that room back. */
  void empty() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return root.resolve("filler");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("/bin/umount", "-l", root);
  }

  private static boolean run(Object... command) throws IOException, InterruptedException {
    String[] words = new String[command.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = command[i].toString();
    }
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
