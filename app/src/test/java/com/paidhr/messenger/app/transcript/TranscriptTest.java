package com.paidhr.messenger.app.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptTest {
  private static final String GOOD =
      "{\"t\": 2, \"speaker\": \"CDR\", \"text\": \"The clock is running.\"}";

  @TempDir private Path folder;

  @Test
  void readsUtterancesInOrderAndSpeakersOnce() throws IOException {
    Path file =
        write(
            GOOD + "\n{\"t\": 3.5, \"speaker\": \"CMP\", \"text\": \"Okay. P11, Jim.\"}\n" + GOOD);

    Transcript transcript = Transcript.check(file);

    var heard = new ArrayList<Utterance>();
    transcript.forEach(heard::add);
    assertThat(transcript.size()).isEqualTo(3);
    assertThat(transcript.speakers()).containsExactly("CDR", "CMP");
    assertThat(heard.get(1)).isEqualTo(new Utterance(2, "CMP", "Okay. P11, Jim."));
  }

  @Test
  void knowsTheSameContentUnderAnotherName() throws IOException {
    Path file = write(GOOD);
    Path copy = Files.copy(file, folder.resolve("copy"));

    assertThat(Transcript.check(copy).digest()).isEqualTo(Transcript.check(file).digest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | it is not valid JSON",
        "[1] | it is not a JSON object",
        "{\"t\": 1, \"speaker\": \"CC\"} | text is not a string",
        "{\"t\": \"1\", \"speaker\": \"CC\", \"text\": \"a\"} | t is not a number",
        "{\"t\": 1, \"speaker\": 7, \"text\": \"a\"} | speaker is not a string",
        "{\"t\": 1, \"speaker\": \" \", \"text\": \"a\"} | speaker is blank",
        "{\"t\": 1, \"speaker\": \"CC\", \"text\": \"\"} | text is blank",
        "{\"t\": 1, \"speaker\": \"CC\", \"text\": \"\\u200b\\u3164\\u2800\"} | text is blank",
        "{\"t\": 1, \"speaker\": \"CC\", \"text\": \"a\\u0000\"} | text has a NUL character",
        "{\"t\": 1, \"speaker\": \"CC\", \"text\": \"a\\ud800\"} | text has half of a surrogate"
            + " pair",
        "{\"t\": 1, \"speaker\": \"\\u200e\", \"text\": \"a\"} | speaker is blank",
        "{\"t\": 1, \"speaker\": \"C\\nC\", \"text\": \"a\"} | speaker has a control character",
        "{\"t\": 1, \"speaker\": \"C\\ue000\", \"text\": \"a\"} | speaker has a control character",
        "{\"t\": 1, \"speaker\": \"CC\", \"text\": \"a\", \"x\": 1} | unknown field x",
        "{\"t\": 1, \"t\": 2, \"speaker\": \"CC\", \"text\": \"a\"} | it is not valid JSON:"
            + " Duplicate field 't'",
        "{\"t\": 1, \"speaker\": \"CC\", \"text\": \"a\"} {} | it is not valid JSON",
      })
  void namesFileLineAndReasonOfAMalformedLine(String line, String reason) throws IOException {
    Path file = write(GOOD + "\n" + line + "\n" + GOOD);

    assertThatThrownBy(() -> Transcript.check(file))
        .isInstanceOf(MalformedTranscriptException.class)
        .hasMessageStartingWith(file + ", line 2: " + reason);
  }

  @Test
  void readsOverAByteOrderMark() throws IOException {
    assertThat(Transcript.check(write("\uFEFF" + GOOD)).speakers()).containsExactly("CDR");
  }

  @Test
  void takesSpeakersForOneWhoDifferInCaseOrMarksOfDirection() throws IOException {
    Path file =
        write(
            GOOD.replace("CDR", "Zoë")
                + "\n"
                + GOOD.replace("CDR", "\u200eZOE\u0308\u202c")
                + "\n"
                + GOOD.replace("CDR", " zoë "));

    Transcript transcript = Transcript.check(file);

    var heard = new ArrayList<String>();
    transcript.forEach(utterance -> heard.add(utterance.speaker()));
    assertThat(transcript.speakers()).containsExactly("Zoë");
    assertThat(heard).containsExactly("Zoë", "Zoë", "Zoë");
  }

  @Test
  void countsAndKeepsTextInItsNormalForm() throws IOException {
    String decomposed = "e\u0301".repeat(TranscriptLine.LONGEST_TEXT);
    Path file = write(GOOD.replace("The clock is running.", decomposed));

    Transcript.check(file)
        .forEach(utterance -> assertThat(utterance.text()).isEqualTo("é".repeat(40_000)));
  }

  @Test
  void refusesAnEmptyLine() throws IOException {
    Path file = write(GOOD + "\n\n" + GOOD);

    assertThatThrownBy(() -> Transcript.check(file)).hasMessageStartingWith(file + ", line 2: ");
  }

  @Test
  void refusesATextThatIsLongerThanAMessageMayBe() throws IOException {
    Path file =
        write(GOOD.replace("The clock is running.", "x".repeat(TranscriptLine.LONGEST_TEXT + 1)));

    assertThatThrownBy(() -> Transcript.check(file))
        .hasMessageContaining("text has more than 40000");
  }

  @Test
  void refusesBytesThatAreNotText() throws IOException {
    Path file = folder.resolve("bytes");
    Files.write(file, (GOOD + "\n" + GOOD + "é\n" + GOOD).getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Transcript.check(file))
        .isInstanceOf(MalformedTranscriptException.class)
        .hasMessage(file + ", line 2: it is not valid UTF-8");
  }

  @Test
  void refusesALineThatNeverEnds() throws IOException {
    Path file = write(GOOD + "\n" + " ".repeat(Lines.LONGEST + 1));

    assertThatThrownBy(() -> Transcript.check(file))
        .isInstanceOf(MalformedTranscriptException.class)
        .hasMessageStartingWith(file + ", line 2: it has more than ");
  }

  @Test
  void saysThatThereIsNoFileOrNothingInIt() throws IOException {
    Path absent = folder.resolve("absent");
    Path empty = write("");

    assertThatThrownBy(() -> Transcript.check(absent)).hasMessage("There is no file " + absent);
    assertThatThrownBy(() -> Transcript.check(empty)).hasMessage(empty + " has no utterance");
  }

  @Test
  void noticesThatTheFileChangesWhileItIsRead() throws IOException {
    Path file = write(GOOD);
    Transcript transcript = Transcript.check(file);
    Files.writeString(file, GOOD + "\n" + GOOD);

    assertThatThrownBy(() -> transcript.forEach(utterance -> {}))
        .hasMessageContaining("was changed");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("transcript.jsonl"), content);
  }
}
