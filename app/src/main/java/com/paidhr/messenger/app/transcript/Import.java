package com.paidhr.messenger.app.transcript;

import com.paidhr.messenger.app.client.Participant;
import com.paidhr.messenger.app.client.RequestFailedException;
import com.paidhr.messenger.app.client.Service;
import com.paidhr.messenger.app.progress.Progress;
import com.paidhr.messenger.app.transcript.History.Comparison;
import com.paidhr.messenger.app.transcript.History.Outcomes;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The whole way from a file to delivered messages. May be started again at any time. */
public final class Import {
  private final PrintStream out;
  private final PrintStream bar;

  /**
   * Writes results and progress.
   *
   * @param out where results go
   * @param bar where the progress bar is drawn
   */
  public Import(PrintStream out, PrintStream bar) {
    this.out = out;
    this.bar = bar;
  }

  /**
   * Replays the file.
   *
   * @return whether every utterance stands in the group once, in order, and was delivered
   * @throws MalformedTranscriptException before anything is sent, when a line is wrong
   * @throws ImportFailedException when the file cannot be used, or nothing is delivered any more
   * @throws RequestFailedException when the service refuses something or does not answer
   */
  public boolean replay(Path file, URI url, String administratorsPassword) {
    Transcript transcript = Transcript.check(file);
    print("%,d utterances of %d speakers", transcript.size(), transcript.speakers().size());
    var service = new Service(url);
    var administrator = Participant.signIn(service, "admin", administratorsPassword);
    var speakers =
        new Speakers(administrator, administratorsPassword).signIn(transcript.speakers());
    var replay = new Replay(transcript, administrator, speakers);
    String group = replay.group();
    print("Group %s, %s", group, replay.groupName());
    var history = new History(administrator, group, speakers);
    long begin = System.nanoTime();
    long before = history.compare(transcript).matched();
    Progress.show(
        bar,
        "Sending",
        transcript.size(),
        Progress.Unit.THINGS,
        sent -> replay.send(group, before, sent));
    Duration sending = since(begin);
    var outcomes = new Outcomes[1];
    Progress.show(
        bar,
        "Delivering",
        transcript.size(),
        Progress.Unit.THINGS,
        done -> outcomes[0] = history.awaitOutcomes(done));
    return report(
        transcript.size(), before, sending, since(begin), history.compare(transcript), outcomes[0]);
  }

  private boolean report(
      long size,
      long before,
      Duration sending,
      Duration whole,
      Comparison found,
      Outcomes outcomes) {
    print(
        "Sent %,d in %.1f s, %.0f a second%s",
        size - before,
        seconds(sending),
        (size - before) / seconds(sending),
        before == 0 ? "" : String.format(Locale.ROOT, " (%,d were there already)", before));
    print(
        "Delivered %,d, failed %,d, after %.1f s",
        outcomes.delivered(), outcomes.failed(), seconds(whole));
    boolean complete = found.matched() == size && found.surplus() == 0 && !found.gaps();
    print(
        complete
            ? "Every utterance stands in the group once, in the order of the file"
            : "The group differs from the file: %,d of %,d utterances in order, %,d too many%s",
        found.matched(),
        size,
        found.surplus(),
        found.gaps() ? ", a seq is missing" : "");
    return complete && outcomes.failed() == 0;
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static double seconds(Duration duration) {
    return Math.max(0.001, duration.toNanos() / 1e9);
  }
}
