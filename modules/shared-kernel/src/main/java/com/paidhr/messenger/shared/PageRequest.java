package com.paidhr.messenger.shared;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What page of a list a caller wants.
 *
 * @param limit 1 to 200 items
 * @param position what the last page's cursor pointed at, in the list's own form, or null at the
 *     start
 */
public record PageRequest(int limit, @Nullable String position) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 200;

  /**
   * Reads the query parameters {@code limit} and {@code cursor}.
   *
   * @throws DomainException with status 400 when {@code limit} is outside of 1..200 or the cursor
   *     was not ours
   */
  public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
    return new PageRequest(limitOf(limit), cursor == null ? null : decode(cursor));
  }

  /** The limit asked for, or the default; outside of 1..200 it is refused with status 400. */
  public static int limitOf(@Nullable Integer limit) {
    int wanted = limit == null ? DEFAULT_LIMIT : limit;
    if (wanted < 1 || wanted > MAX_LIMIT) {
      throw DomainException.badParameter("limit", "limit is a number from 1 to " + MAX_LIMIT);
    }
    return wanted;
  }

  /** What the cursor points at, empty at the start of the list. */
  public Optional<String> after() {
    return Optional.ofNullable(position);
  }

  /**
   * What the cursor points at, read by the list that handed it out.
   *
   * @param form reads a position; refuses one that is not the list's by an {@link
   *     IllegalArgumentException} or by not finding its parts
   * @throws DomainException with status 400 when the form refuses the position
   */
  public <T> Optional<T> after(Function<String, T> form) {
    try {
      return after().map(form);
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw notHandedOut();
    }
  }

  /**
   * The seq that a position is.
   *
   * @throws IllegalArgumentException when no message can have it
   */
  public static long seq(String position) {
    long seq = Long.parseLong(position);
    if (seq < 1 || seq > Long.MAX_VALUE / 2) {
      throw new IllegalArgumentException("No seq: " + position);
    }
    return seq;
  }

  private static DomainException notHandedOut() {
    return DomainException.badParameter("cursor", "cursor is not one that this list handed out");
  }

  /** The opaque form in which a position goes to the client. */
  public static String encode(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String cursor) {
    try {
      byte[] position = Base64.getUrlDecoder().decode(cursor);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(position)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw notHandedOut();
    }
  }
}
