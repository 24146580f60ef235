package io.saccade.model.drift;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * One record in an Avro object container file, which any Avro tool reads. Our own reader takes no
 * other schema and no other frame: Avro's reader of containers would allocate whatever length a
 * block states.
 */
final class ReferenceContainer {

  static final Schema SCHEMA = schema();

  /** What parts the blocks is random by default; with one block, any sixteen bytes will do. */
  private static final byte[] SYNC = "saccade reference".getBytes(StandardCharsets.US_ASCII);

  private static final int SYNC_LENGTH = 16;

  private ReferenceContainer() {}

  private static Schema schema() {
    try (InputStream json = ReferenceContainer.class.getResourceAsStream("reference.avsc")) {
      return new Schema.Parser().parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] write(GenericRecord reference) {
    return container(reference);
  }

  private static byte[] container(@Nullable GenericRecord reference) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      writer.create(SCHEMA, bytes, Arrays.copyOf(SYNC, SYNC_LENGTH));
      if (reference != null) {
        writer.append(reference);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static GenericRecord read(byte[] bytes) throws IOException {
    byte[] head = container(null);
    int start = head.length;
    if (bytes.length < start || !Arrays.equals(bytes, 0, start, head, 0, start)) {
      throw new IOException("it does not begin as a reference of this version");
    }
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, start, bytes.length - start, null);
    if (decoder.readLong() != 1) {
      throw new IOException("it has more than one record");
    }
    decoder.readLong(); // The length, which the comparison with what we would write checks.
    try {
      return new GenericDatumReader<GenericRecord>(SCHEMA).read(null, decoder);
    } catch (RuntimeException e) {
      // Of several kinds where lengths and indices are too large, by no rule that Avro states.
      throw new IOException("it is damaged", e);
    }
  }
}
