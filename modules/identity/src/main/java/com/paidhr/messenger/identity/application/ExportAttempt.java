package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.PersonalExport;
import com.paidhr.messenger.identity.domain.PersonalExport.Part;
import java.util.ArrayList;
import java.util.List;

/** One attempt of this node at an export: how far it is, and whether it may go on. */
final class ExportAttempt {
  private final PersonalExport export;
  private final List<Part> progress = new ArrayList<>();
  private volatile boolean lost;
  private volatile boolean stopped;

  ExportAttempt(PersonalExport export) {
    this.export = export;
  }

  PersonalExport export() {
    return export;
  }

  /** The claim has ended, or the export was removed. */
  void lose() {
    lost = true;
  }

  /** The node stops. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Refuses to go on for nothing. */
  void requireHeld() throws ExportEndedException {
    if (lost) {
      throw ExportEndedException.lost();
    }
    if (stopped) {
      throw ExportEndedException.stopped();
    }
  }

  synchronized void begin(String part) {
    progress.add(new Part(part, 0, false));
  }

  synchronized void count() {
    Part last = progress.removeLast();
    progress.add(new Part(last.name(), last.records() + 1, false));
  }

  synchronized void end() {
    Part last = progress.removeLast();
    progress.add(new Part(last.name(), last.records(), true));
  }

  synchronized List<Part> progress() {
    return List.copyOf(progress);
  }
}
