package io.saccade.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Confluent's wire format: a zero byte, the schema's id in four bytes big-endian, Avro binary. */
final class WireFormat {

  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private WireFormat() {}

  /** The id that the record names. */
  static int schemaId(ByteBuffer record) throws CorruptRecordException {
    if (record.remaining() < HEADER_BYTES) {
      throw new CorruptRecordException(
          "the record must have at least %d bytes, but has %d"
              .formatted(HEADER_BYTES, record.remaining()));
    }
    byte magic = record.get(record.position());
    if (magic != MAGIC) {
      throw new CorruptRecordException(
          "the record must begin with byte 0 and the schema's id, but begins with byte " + magic);
    }
    int id = record.getInt(record.position() + 1);
    return record.order() == ByteOrder.BIG_ENDIAN ? id : Integer.reverseBytes(id);
  }

  /** The part of the record that follows the id. */
  static ByteBuffer avro(ByteBuffer record) {
    return record.slice(record.position() + HEADER_BYTES, record.remaining() - HEADER_BYTES);
  }
}
