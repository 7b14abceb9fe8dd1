package com.paidhr.messenger.media.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;

/**
 * A request's multipart body, read as it arrives: no part is gathered in memory or on disk.
 *
 * @param contentType the request's media type with its boundary
 * @param length the announced length in bytes, -1 where there is none
 * @param maxFile the largest file in bytes
 * @param bytes the body
 */
record MultipartBody(String contentType, long length, long maxFile, InputStream bytes)
    implements RequestContext {
  private static final int MAX_PART_HEADER = 4_096;
  private static final int FRAME = 16_384;

  MultipartBody {
    bytes = new NetworkStream(bytes, contentType);
  }

  /** Whether the last boundary was read, with the mark that makes it the last. */
  boolean isClosed() {
    return bytes instanceof NetworkStream stream && stream.end.isFound();
  }

  /** The parts, one after the other. */
  FileItemInputIterator parts() throws IOException {
    PartReader reader = new PartReader();
    reader.setHeaderCharset(StandardCharsets.UTF_8);
    reader.setMaxPartHeaderSize(MAX_PART_HEADER);
    reader.setMaxSize(maxFile + FRAME);
    return reader.getItemIterator((RequestContext) this);
  }

  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public String getContentType() {
    return contentType;
  }

  @Override
  public InputStream getInputStream() {
    return bytes;
  }

  @Override
  public boolean isMultipartRelated() {
    return false;
  }

  /** Only the library's streaming door is used; the ones that gather parts are shut. */
  private static final class PartReader
      extends AbstractFileUpload<MultipartBody, DiskFileItem, DiskFileItemFactory> {

    @Override
    public FileItemInputIterator getItemIterator(MultipartBody body) throws IOException {
      return getItemIterator((RequestContext) body);
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(MultipartBody body)
        throws FileUploadException {
      throw new UnsupportedOperationException("Parts are not gathered");
    }

    @Override
    public List<DiskFileItem> parseRequest(MultipartBody body) throws FileUploadException {
      throw new UnsupportedOperationException("Parts are not gathered");
    }
  }

  /** The server ends a broken connection with runtime exceptions; here they are what they mean. */
  private static final class NetworkStream extends FilterInputStream {
    private final LastBoundary end;

    NetworkStream(InputStream source, String contentType) {
      super(source);
      end = LastBoundary.of(contentType);
    }

    @Override
    public int read() throws IOException {
      try {
        int one = super.read();
        if (one >= 0) {
          end.pass((byte) one);
        }
        return one;
      } catch (RuntimeException e) {
        throw new IOException("The body breaks off", e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int count = super.read(target, offset, length);
        for (int i = offset; i < offset + count; i++) {
          end.pass(target[i]);
        }
        return count;
      } catch (RuntimeException e) {
        throw new IOException("The body breaks off", e);
      }
    }
  }
}
