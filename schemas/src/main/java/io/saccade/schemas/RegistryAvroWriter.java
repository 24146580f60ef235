package io.saccade.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Our writer, of a schema whose id is known. */
final class RegistryAvroWriter<T extends SpecificRecord> implements AvroWriter<T> {

  private static final int USUAL_BYTES = 512;

  private final byte[] header;
  private final DatumWriter<T> writer;

  RegistryAvroWriter(int id, Class<T> type) {
    this.header =
        ByteBuffer.allocate(WireFormat.HEADER_BYTES).put(WireFormat.MAGIC).putInt(id).array();
    RecordClasses classes = RecordClasses.of(type);
    this.writer = new SpecificDatumWriter<>(classes.schema(), classes);
  }

  @Override
  public byte[] write(T record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
    out.writeBytes(header);
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written to", e);
    }
    return out.toByteArray();
  }
}
