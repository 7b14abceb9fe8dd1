package com.paidhr.messenger.embeddedstore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record of the log: a header of {@value #HEADER} bytes, little endian, and a BSON document.
 *
 * <pre>
 *  0  magic and kind     int    0x50445200 | kind (1 put, 2 delete)
 *  4  payload length     int    0 for a delete
 *  8  checksum           int    CRC-32C of all other bytes of the frame
 * 12  collection         int    id from the catalog
 * 16  slot               int    the document's number within its collection
 * 20  durable            int    bytes of this file that were fsynced when the frame was written
 * 24  payload
 * </pre>
 *
 * @param durable how much of the file is known to have been durable before this frame
 */
record Frame(Kind kind, int collection, int slot, int durable, int payloadLength) {

  static final int HEADER = 24;
  static final int MAX_PAYLOAD = 17 << 20;

  private static final int MAGIC = 0x50445200;
  private static final int MAGIC_MASK = 0xFFFFFF00;
  private static final int LENGTH_AT = 4;
  private static final int CRC_AT = 8;
  private static final int COLLECTION_AT = 12;
  private static final int SLOT_AT = 16;
  private static final int DURABLE_AT = 20;

  enum Kind {
    PUT(1),
    DELETE(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static @Nullable Kind of(int code) {
      return code == 1 ? PUT : code == 2 ? DELETE : null;
    }
  }

  int length() {
    return HEADER + payloadLength;
  }

  /** Fills in the header of {@code frame}, whose payload is in place and ends at its limit. */
  static void seal(ByteBuffer frame, Kind kind, int collection, int slot, int durable) {
    frame.order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0, MAGIC | kind.code);
    frame.putInt(LENGTH_AT, frame.limit() - HEADER);
    frame.putInt(COLLECTION_AT, collection);
    frame.putInt(SLOT_AT, slot);
    frame.putInt(DURABLE_AT, durable);
    frame.putInt(CRC_AT, checksum(frame, 0, frame.limit()));
  }

  /** The frame that starts at {@code offset}, or null when there is no whole, undamaged one. */
  static @Nullable Frame parse(ByteBuffer bytes, int offset) {
    int available = bytes.limit() - offset;
    if (available < HEADER) {
      return null;
    }
    int magic = bytes.getInt(offset);
    int payload = bytes.getInt(offset + LENGTH_AT);
    Kind kind = Kind.of(magic & ~MAGIC_MASK);
    if ((magic & MAGIC_MASK) != MAGIC || kind == null) {
      return null;
    }
    if (payload < 0 || payload > MAX_PAYLOAD || payload > available - HEADER) {
      return null;
    }
    if (bytes.getInt(offset + CRC_AT) != checksum(bytes, offset, HEADER + payload)) {
      return null;
    }
    return new Frame(
        kind,
        bytes.getInt(offset + COLLECTION_AT),
        bytes.getInt(offset + SLOT_AT),
        bytes.getInt(offset + DURABLE_AT),
        payload);
  }

  private static int checksum(ByteBuffer bytes, int offset, int length) {
    var crc = new CRC32C();
    crc.update(bytes.slice(offset, CRC_AT));
    crc.update(bytes.slice(offset + COLLECTION_AT, length - COLLECTION_AT));
    return (int) crc.getValue();
  }
}
