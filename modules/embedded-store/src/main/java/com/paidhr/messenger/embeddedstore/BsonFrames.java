package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/** Turns documents into unsealed frames and frames into documents. */
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

  /** How many bytes the document takes. */
  static int length(Document document) {
    ByteBuf out = Unpooled.buffer(TYPICAL_LENGTH);
    BsonEncoder.encodeDocument(document, out);
    return out.writerIndex();
  }

  /** The document in a whole frame. */
  static Document decode(byte[] frame) {
    return BsonDecoder.decodeBson(payload(frame));
  }

  /** Of the document in a whole frame, the top-level fields whose names are wanted. */
  static Document decode(byte[] frame, Predicate<String> wanted) {
    ByteBuf in = payload(frame);
    in.skipBytes(Integer.BYTES);
    var document = new Document();
    for (byte type = in.readByte(); type != BsonConstants.TERMINATING_BYTE; type = in.readByte()) {
      String name = BsonDecoder.decodeCString(in);
      if (wanted.test(name)) {
        document.put(name, BsonDecoder.decodeValue(type, in));
      } else {
        skip(type, in);
      }
    }
    return document;
  }

  private static ByteBuf payload(byte[] frame) {
    return Unpooled.wrappedBuffer(frame, Frame.HEADER, frame.length - Frame.HEADER);
  }

  private static void skip(byte type, ByteBuf in) {
    switch (type) {
      case BsonConstants.TYPE_UTF8_STRING -> in.skipBytes(in.readIntLE());
      case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY ->
          in.skipBytes(in.readIntLE() - Integer.BYTES);
      case BsonConstants.TYPE_DATA -> in.skipBytes(in.readIntLE() + 1);
      case BsonConstants.TYPE_INT64,
          BsonConstants.TYPE_DOUBLE,
          BsonConstants.TYPE_UTC_DATETIME,
          BsonConstants.TYPE_TIMESTAMP ->
          in.skipBytes(Long.BYTES);
      case BsonConstants.TYPE_INT32 -> in.skipBytes(Integer.BYTES);
      case BsonConstants.TYPE_OBJECT_ID -> in.skipBytes(BsonConstants.LENGTH_OBJECTID);
      case BsonConstants.TYPE_BOOLEAN -> in.skipBytes(1);
      default -> BsonDecoder.decodeValue(type, in);
    }
  }
}
