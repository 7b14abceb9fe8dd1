package com.paidhr.messenger.app.consistency;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that waits for longer than a while. It is no error, but it should not stay.
 *
 * @param subject the id of the message or file
 * @param by whose turn it is: a recipient, {@code queue} before the first pass, or for a file the
 *     send that holds it
 * @param since from when on
 */
@Schema(name = "HeldThing")
public record Held(Kind kind, String subject, String by, Instant since) {

  /** What can be held. */
  @Schema(name = "HeldKind")
  public enum Kind {
    /** A message that a recipient still waits for. */
    MESSAGE,
    /** A file that a send has taken and not attached. */
    FILE
  }
}
