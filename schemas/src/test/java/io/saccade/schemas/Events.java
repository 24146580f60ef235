package io.saccade.schemas;

import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageReference;
import io.saccade.schemas.avro.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records for the tests of this package. */
final class Events {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  private Events() {}

  static ImageEvent inline(byte[] image) {
    return ImageEvent.newBuilder()
        .setId("event-1")
        .setCapturedAt(NOON)
        .setImage(ByteBuffer.wrap(image))
        .setContentType("image/jpeg")
        .setAttributes(Map.of("camera", "north"))
        .build();
  }

  static ImageEvent byReference() {
    return ImageEvent.newBuilder()
        .setId("event-2")
        .setCapturedAt(NOON)
        .setImage(new ImageReference("https://images.example/1.jpg", "ab".repeat(32)))
        .build();
  }

  static Schema schema() {
    return PlainSchema.of(ImageEvent.getClassSchema());
  }

  static Schema prediction() {
    return PlainSchema.of(Prediction.getClassSchema());
  }

  /** A record in the wire format, whose Avro part is made by hand. */
  static byte[] record(int id, byte... avro) {
    return ByteBuffer.allocate(WireFormat.HEADER_BYTES + avro.length)
        .put((byte) 0)
        .putInt(id)
        .put(avro)
        .array();
  }

  /** What a writer with that schema, in whatever language, puts into a record. */
  static byte[] encoded(Object datum, Schema schema) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<>(schema, new GenericData()).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
