package com.paidhr.messenger.media.rest;

import com.paidhr.messenger.media.application.IncomingFile;
import com.paidhr.messenger.media.application.UnreadableUploadException;
import com.paidhr.messenger.media.domain.FileName;
import com.paidhr.messenger.shared.Causes;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadSizeException;

/** The part {@code file} of a multipart body, which holds that part and nothing else. */
final class MultipartFile implements IncomingFile {
  private static final String PART = "file";
  private static final String POINTER = "/file";

  private final MultipartBody body;
  private final FileItemInputIterator parts;
  private final FileItemInput part;
  private final String name;

  private MultipartFile(MultipartBody body, FileItemInputIterator parts, FileItemInput part) {
    this.body = body;
    this.parts = parts;
    this.part = part;
    this.name = FileName.of(SentName.of(part.getHeaders().getHeader("content-disposition")));
  }

  /**
   * Reads up to the file's first byte.
   *
   * @throws DomainException with status 400 when the body is not multipart or starts with another
   *     part, 413 when it announces to be too large, 422 when it has no file or a name that is
   *     refused
   */
  static MultipartFile open(MultipartBody body) {
    try {
      FileItemInputIterator parts = body.parts();
      if (!parts.hasNext()) {
        throw DomainException.invalid(POINTER, "The body has no part " + PART);
      }
      FileItemInput first = parts.next();
      if (!PART.equals(first.getFieldName())) {
        throw unknown(first);
      }
      return new MultipartFile(body, parts, first);
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public InputStream bytes() {
    try {
      return new RefusingStream(part.getInputStream());
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  @Override
  public void requireEnd() {
    try {
      if (!parts.hasNext()) {
        if (!body.isClosed()) {
          throw new UnreadableUploadException(new IOException("The last boundary has no end"));
        }
        return;
      }
      FileItemInput surplus = parts.next();
      throw PART.equals(surplus.getFieldName())
          ? DomainException.invalid(POINTER, "One upload is one file")
          : unknown(surplus);
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  private static DomainException unknown(FileItemInput part) {
    String field = part.getFieldName() == null ? "" : part.getFieldName();
    return DomainException.withViolations(
        ProblemType.MALFORMED_REQUEST,
        List.of(new Violation("/" + field, "Unknown part " + field)));
  }

  private static DomainException refusal(IOException failure) {
    return Causes.of(failure).stream().anyMatch(FileUploadSizeException.class::isInstance)
        ? new DomainException(
            ProblemType.BODY_TOO_LARGE, "The multipart body or a header in it is too large")
        : new UnreadableUploadException(failure);
  }

  /** Answers a body that breaks off with a refusal. */
  private static final class RefusingStream extends InputStream {
    private final InputStream source;

    RefusingStream(InputStream source) {
      this.source = source;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      try {
        return source.read(target, offset, length);
      } catch (IOException e) {
        throw refusal(e);
      }
    }
  }
}
