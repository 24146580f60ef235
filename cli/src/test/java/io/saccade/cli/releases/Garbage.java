package io.saccade.cli.releases;

import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.AcceptedWindow;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.ModelRelease;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Values that nobody should write to the topics that a processor is controlled by. */
final class Garbage {

  private static final int LARGE = 900_000;
  private static final String LONG = "x".repeat(LARGE);
  private static final Instant END_OF_TIME =
      Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MICROS);

  /** What is no hash of a version. */
  static final String NO_STREAM = "no hash";

  private final SerdeFactory serdes;
  private final Random random;

  Garbage(SerdeFactory serdes, long seed) {
    this.serdes = serdes;
    this.random = new Random(seed);
  }

  /** Of no form at all, and of the processor's own forms with anything behind. */
  List<byte[]> bytes() {
    List<byte[]> all = new ArrayList<>();
    all.add(new byte[0]);
    all.add("{\"model\": \"colors\"}".getBytes(StandardCharsets.UTF_8));
    all.add(random(LARGE));
    for (int kind = 0; kind < 6; kind++) {
      for (int length : new int[] {0, 1, 12, 17, 200, 60_000}) {
        byte[] formed = random(2 + length);
        formed[0] = 1;
        formed[1] = (byte) kind;
        all.add(formed);
      }
    }
    byte[] unknown = random(40);
    ByteBuffer.wrap(unknown).put((byte) 0).putInt(2_000_000_000);
    all.add(unknown);
    return all;
  }

  /** Releases as Avro has them, that nobody could mean; and ones that are spoilt. */
  List<byte[]> releases(String topic) throws SchemaException {
    AvroWriter<ModelRelease> writer = serdes.writer(ModelRelease.class, topic + "-value");
    BundleVersion nowhere = new BundleVersion("", "", "");
    BundleVersion odd = new BundleVersion("\u0000", "file:///\n", "no hash");
    BundleVersion far = new BundleVersion(LONG, "s3://" + "a/".repeat(40), "0".repeat(64));
    List<byte[]> all = new ArrayList<>();
    for (BundleVersion version : List.of(nowhere, odd, far)) {
      all.add(writer.write(release(version, new CanaryVersion(version, Double.NaN), "")));
      all.add(writer.write(release(version, null, "")));
    }
    all.add(writer.write(release(odd, new CanaryVersion(odd, Double.NEGATIVE_INFINITY), LONG)));
    return spoilt(all);
  }

  /** The same of labels. */
  List<byte[]> labels(String topic) throws SchemaException {
    AvroWriter<ImageLabel> writer = serdes.writer(ImageLabel.class, topic + "-value");
    return spoilt(
        List.of(
            writer.write(new ImageLabel(LONG, -1, END_OF_TIME, "")),
            writer.write(new ImageLabel("e", Integer.MAX_VALUE, Instant.EPOCH, LONG)),
            writer.write(new ImageLabel("\u0000", LONG, END_OF_TIME, "\n")),
            writer.write(new ImageLabel("", "", Instant.EPOCH, ""))));
  }

  /** The same of acceptances. */
  List<byte[]> acceptances(String topic) throws SchemaException {
    AvroWriter<DriftAcceptance> writer = serdes.writer(DriftAcceptance.class, topic + "-value");
    List<byte[]> all = new ArrayList<>();
    for (double size : new double[] {1, Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE}) {
      all.add(writer.write(acceptance(NO_STREAM, List.of(window(size), window(size)))));
    }
    return spoilt(all);
  }

  /** What an operator accepts of a stream; without windows it takes back what was accepted. */
  static DriftAcceptance acceptance(String sha256, List<AcceptedWindow> windows) {
    return new DriftAcceptance("colors", "1", sha256, "", Instant.EPOCH, "a test", "", windows);
  }

  private static AcceptedWindow window(double size) {
    return new AcceptedWindow(
        END_OF_TIME,
        END_OF_TIME,
        Long.MIN_VALUE,
        "",
        size,
        size,
        size,
        size,
        Map.of("x", size),
        END_OF_TIME,
        "",
        "");
  }

  private static ModelRelease release(
      BundleVersion primary, @Nullable CanaryVersion canary, String reason) {
    return new ModelRelease(
        "colors", Long.MIN_VALUE, primary, canary, null, null, END_OF_TIME, "", reason);
  }

  /** Each as it is, cut short, and with bytes changed and added behind the schema's id. */
  private List<byte[]> spoilt(List<byte[]> good) {
    List<byte[]> all = new ArrayList<>(good);
    for (byte[] value : good) {
      all.add(Arrays.copyOf(value, value.length / 2));
      all.add(Arrays.copyOf(value, value.length + 1));
      byte[] changed = value.clone();
      for (int i = 0; i < 4 && changed.length > 5; i++) {
        changed[5 + random.nextInt(changed.length - 5)] = (byte) random.nextInt(256);
      }
      all.add(changed);
    }
    return all;
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A record as it is written. */
  static <T extends SpecificRecord> byte[] written(
      SerdeFactory serdes, Class<T> type, String topic, T record) throws SchemaException {
    return serdes.writer(type, topic + "-value").write(record);
  }
}
