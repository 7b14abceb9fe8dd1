package com.paidhr.messenger.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the client is told about. Its message becomes the problem's {@code detail}, so it
 * names no secret and nothing that the caller may not know.
 */
public class DomainException extends RuntimeException {
  private final ProblemType type;
  private final transient List<Violation> violations;
  private final @Nullable Duration retryAfter;
  private final @Nullable Instant until;

  /** A refusal of the given type. */
  public DomainException(ProblemType type, String detail) {
    this(type, detail, List.of(), null, null);
  }

  protected DomainException(
      ProblemType type,
      String detail,
      List<Violation> violations,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    this(type, detail, violations, retryAfter, null, cause);
  }

  private DomainException(
      ProblemType type,
      String detail,
      List<Violation> violations,
      @Nullable Duration retryAfter,
      @Nullable Instant until,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.type = type;
    this.violations = List.copyOf(violations);
    this.retryAfter = retryAfter;
    this.until = until;
  }

  /** The resource is absent, or the caller may not know that it exists: both look the same. */
  public static DomainException notFound(String what, Object id) {
    return new DomainException(ProblemType.NOT_FOUND, "No " + what + " " + id);
  }

  /** The caller may know the resource but not do this to it. */
  public static DomainException forbidden(String detail) {
    return new DomainException(ProblemType.FORBIDDEN, detail);
  }

  /** The caller may not write there until then. */
  public static DomainException silenced(String detail, Instant until) {
    return new DomainException(ProblemType.SILENCED, detail, List.of(), null, until, null);
  }

  /** The resource's state does not allow the request. */
  public static DomainException conflict(String detail) {
    return new DomainException(ProblemType.CONFLICT, detail);
  }

  /** A well-formed request with content that is not valid: status 422. */
  public static DomainException invalid(List<Violation> violations) {
    return withViolations(ProblemType.INVALID_CONTENT, violations);
  }

  /** A well-formed request with one field that is not valid: status 422. */
  public static DomainException invalid(String pointer, String detail) {
    return invalid(List.of(new Violation(pointer, detail)));
  }

  /** A path, query or header value that cannot be: status 400. */
  public static DomainException badParameter(String name, String detail) {
    return withViolations(ProblemType.INVALID_PARAMETER, List.of(new Violation(name, detail)));
  }

  /** A problem of the given type that names the fields at fault. */
  public static DomainException withViolations(ProblemType type, List<Violation> violations) {
    String detail = violations.size() == 1 ? violations.getFirst().detail() : type.title();
    return new DomainException(type, detail, violations, null, null);
  }

  /** A limit was reached: status 429 with {@code Retry-After}. */
  public static DomainException tooMany(String detail, Duration retryAfter) {
    return new DomainException(ProblemType.TOO_MANY_REQUESTS, detail, List.of(), retryAfter, null);
  }

  /** A store or a part of the service does not answer: status 503 with {@code Retry-After}. */
  public static DomainException unavailable(
      String detail, Duration retryAfter, @Nullable Throwable cause) {
    return new DomainException(ProblemType.UNAVAILABLE, detail, List.of(), retryAfter, cause);
  }

  public ProblemType type() {
    return type;
  }

  public List<Violation> violations() {
    return violations;
  }

  /** When trying again makes sense; sent as {@code Retry-After} in whole seconds, rounded up. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** When the refusal ends by itself, where that is known. */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }
}
