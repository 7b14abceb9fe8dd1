package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.Dimensions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads width and height from the header of an image; never decodes pixels. */
final class ImageHeaders {
  private static final Logger LOG = LoggerFactory.getLogger(ImageHeaders.class);
  private static final Set<String> READABLE = Set.of("image/png", "image/gif", "image/bmp");

  private ImageHeaders() {}

  /**
   * The size of the first image, or null when the type is no image that can be read or its header
   * is broken or lies behind the given bytes.
   */
  static @Nullable Dimensions dimensions(String type, byte[] start) {
    if (type.equals("image/jpeg")) {
      return JpegFrame.of(start);
    }
    if (!READABLE.contains(type)) {
      return null;
    }
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
    if (!readers.hasNext()) {
      return null;
    }
    ImageReader reader = readers.next();
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(start))) {
      reader.setInput(input, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      return width > 0 && height > 0 ? new Dimensions(width, height) : null;
    } catch (IOException | RuntimeException e) {
      // The readers answer hostile headers with many kinds of runtime exceptions.
      LOG.debug("Header of an {} cannot be read: {}", type, e.toString());
      return null;
    } finally {
      reader.dispose();
    }
  }
}
