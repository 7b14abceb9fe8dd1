package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** Turns documents into unsealed frames. */
final class BsonFrames {

  private static final int TYPICAL_LENGTH = 1024;

  private BsonFrames() {}

  /** A frame with room for its header, then {@code document}. */
  static ByteBuffer encode(Document document) {
    ByteBuf out = Unpooled.buffer(TYPICAL_LENGTH);
    out.writeZero(Frame.HEADER);
    BsonEncoder.encodeDocument(document, out);
    int length = out.writerIndex();
    if (length - Frame.HEADER > BsonConstants.MAX_BSON_OBJECT_SIZE) {
      throw new MongoServerError(
          10334, "BSONObjectTooLarge", "The document is larger than 16 MiB: " + length + " bytes");
    }
    return ByteBuffer.wrap(out.array(), 0, length);
  }
}
