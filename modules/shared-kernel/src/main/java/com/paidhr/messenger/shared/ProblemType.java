package com.paidhr.messenger.shared;

/**
 * Every kind of error that clients can meet. The slug is stable API: {@code type} of the problem
 * details is {@code /problems/<slug>}, described in {@code docs/problems.md}.
 */
public enum ProblemType {
  MALFORMED_REQUEST("malformed-request", 400, "The request cannot be read"),
  UNKNOWN_PARAMETER("unknown-parameter", 400, "Unknown query parameter"),
  INVALID_PARAMETER("invalid-parameter", 400, "A parameter has an impossible value"),
  UNAUTHENTICATED("unauthenticated", 401, "A valid access token is needed"),
  INVALID_CREDENTIALS("invalid-credentials", 401, "The credentials are not valid"),
  SECOND_FACTOR_REQUIRED("second-factor-required", 401, "A code of the second factor is needed"),
  FORBIDDEN("forbidden", 403, "Not allowed"),
  SECOND_FACTOR_SETUP_REQUIRED(
      "second-factor-setup-required", 403, "A second factor must be set up first"),
  SILENCED("silenced", 403, "You may not write here for a time"),
  NOT_FOUND("not-found", 404, "Not found"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This resource has no such method"),
  NOT_ACCEPTABLE("not-acceptable", 406, "No representation that the client accepts"),
  REQUEST_TIMEOUT("request-timeout", 408, "The request took too long"),
  CONFLICT("conflict", 409, "The current state does not allow this"),
  VERSION_CONFLICT("version-conflict", 412, "Somebody else changed it first"),
  BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported"),
  RANGE_NOT_SATISFIABLE("range-not-satisfiable", 416, "The range lies outside of the file"),
  INVALID_CONTENT("invalid-content", 422, "The content is not valid"),
  IDEMPOTENCY_MISMATCH("idempotency-mismatch", 422, "The same key came with another request"),
  INFECTED_FILE("infected-file", 422, "The virus scanner found something in the file"),
  HEAD_TOO_LARGE("head-too-large", 431, "The request line or a header is too large"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  INTERNAL_ERROR("internal-error", 500, "Something failed on our side"),
  NOT_IMPLEMENTED("not-implemented", 501, "This part of HTTP is not spoken here"),
  VERSION_NOT_SUPPORTED("version-not-supported", 505, "This version of HTTP is not spoken here"),
  UNAVAILABLE("unavailable", 503, "A part of the service is unavailable"),
  QUOTA_EXCEEDED("quota-exceeded", 507, "The quota of stored bytes is used up"),
  STORAGE_FULL("storage-full", 507, "There is no room to store it");

  private final String slug;
  private final int status;
  private final String title;

  ProblemType(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  /** The last segment of the problem's {@code type}. */
  public String slug() {
    return slug;
  }

  /** The HTTP status that it is answered with. */
  public int status() {
    return status;
  }

  /** One short sentence, the same for every occurrence. */
  public String title() {
    return title;
  }
}
