package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.MODEL_REFERENCE;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.image.ImageProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** References for drift that are of this very bundle, and cannot be. */
final class StrangeReferences {

  private static final int SYNC = 16;
  private static final int IMAGES = 750;
  private static final byte[] SOUND = sound();

  private StrangeReferences() {}

  static Stream<HostileCase> references() {
    return Stream.of(
        reference("of a later version", record -> record.put("formatVersion", 2)),
        reference("whose mean is no number", record -> series(record).put("mean", Double.NaN)),
        reference("whose deviation is negative", record -> series(record).put("deviation", -1.0)),
        reference("with edges that fall", record -> series(record).put("edges", List.of(2f, 1f))),
        reference(
            "with limits beyond all", record -> record.put("highEnergy", Double.POSITIVE_INFINITY)),
        reference("with a confusion of nothing", record -> record.put("confusion", List.of())),
        reference("that projects on no number", record -> components(record, 2, Float.NaN)),
        reference("of components without end", record -> components(record, 600_000, 0)),
        new HostileCase(
            "a reference that states a length without end",
            MODEL_REFERENCE,
            bundle -> bundle.hashed("reference.avro", stating(Integer.MAX_VALUE - 9L))));
  }

  /** The sound bundle with its sound reference. */
  static SpoiltBundle watched(SpoiltBundle bundle) throws Exception {
    return bundle.hashed("reference.avro", SOUND);
  }

  private static HostileCase reference(String name, Consumer<GenericRecord> change) {
    return new HostileCase(
        "a reference " + name,
        MODEL_REFERENCE,
        bundle -> {
          GenericRecord record = record();
          change.accept(record);
          return bundle.hashed("reference.avro", written(List.of(record)));
        });
  }

  private static GenericRecord series(GenericRecord record) {
    return (GenericRecord) ((List<?>) record.get("series")).get(0);
  }

  private static void components(GenericRecord record, int count, float weight) {
    int width = (int) record.get("width");
    record.put("offsets", Collections.nCopies(count, 0f));
    record.put("projection", Collections.nCopies(count * width, weight));
  }

  /** After three hashes comes a list, of as many numbers as it states. */
  private static byte[] stating(long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(written(List.of()));
    long[] numbers = {1, 1000, 1};
    for (long number : numbers) {
      number(bytes, number);
    }
    for (int i = 0; i < 3; i++) {
      number(bytes, 64);
      bytes.writeBytes("ab".repeat(32).getBytes(StandardCharsets.US_ASCII));
    }
    number(bytes, length);
    return bytes.toByteArray();
  }

  private static void number(ByteArrayOutputStream bytes, long value) {
    long left = value << 1;
    while (left > 127) {
      bytes.write((int) ((left & 127) | 128));
      left >>>= 7;
    }
    bytes.write((int) left);
  }

  private static GenericRecord record() throws IOException {
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(new SeekableByteArrayInput(SOUND), new GenericDatumReader<>())) {
      return reader.next();
    }
  }

  private static byte[] written(List<GenericRecord> records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] sync = Arrays.copyOfRange(SOUND, SOUND.length - SYNC, SOUND.length);
    try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      writer.create(record().getSchema(), bytes, sync);
      for (GenericRecord record : records) {
        writer.append(record);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] sound() {
    try {
      Bundle bundle = SpoiltBundle.sound();
      ProfileBuilder builder = new ProfileBuilder(bundle.binding(), 1);
      Random random = new Random(1);
      for (int i = 0; i < IMAGES; i++) {
        float first = (float) random.nextGaussian();
        double sum = Math.exp(first) + 2;
        float other = (float) (1 / sum);
        float any = random.nextFloat();
        builder.add(
            new float[] {(float) (Math.exp(first) / sum), other, other},
            new float[] {first, 0, 0},
            null,
            new ImageProperties(any, any / 2, any, 0.4f, 0.3f, 0.3f, 1, 64, 99),
            OptionalInt.of(i % 3));
      }
      ProfileBuilder.Built built = builder.build();
      return new CalibratedReference(
              built.profile(),
              new Calibration(200, 1, 1).run(Splits.of(built.rows()), (drawn, all) -> {}))
          .toBytes();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
