package com.paidhr.messenger.shared.wire;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections the operating system allows. The server's listener ends for good when it
 * cannot accept for want of a file descriptor, so that must not happen.
 */
final class OpenFiles {
  /** Connections that were accepted and are not counted yet, or not closed yet. */
  static final int ARRIVING = 256;

  /** Files that the program itself needs: archives, the stores' connections, logs. */
  private static final int OWN = 512;

  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  private OpenFiles() {}

  /** So many connections, or fewer where fewer files may be open. */
  static int bound(int wanted) {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return wanted;
    }
    long room = unix.getMaxFileDescriptorCount() - ARRIVING - OWN;
    if (wanted <= room) {
      return wanted;
    }
    int bound = (int) Math.max(16, room);
    LOG.warn(
        "Only {} of http.max-connections={} fit into the limit of open files (ulimit -n is {})",
        bound,
        wanted,
        unix.getMaxFileDescriptorCount());
    return bound;
  }
}
