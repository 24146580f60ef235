package io.saccade.cli.faults;

import io.saccade.model.ErrorCode;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.schemas.HttpSchemaRegistry;
import io.saccade.schemas.avro.ImageReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** One of every way in which an event can be bad, as far as there are codes in use. */
final class BadEvents {

  /** The limit of encoded bytes that the processor under test must be given. */
  static final int MAX_IMAGE_BYTES = 1 << 20;

  /** The limit of scans that the processor under test must be given. */
  static final int MAX_SCANS = 5;

  private static final byte[] TEXT = "not an image".getBytes(StandardCharsets.UTF_8);

  private final EventLoad load;
  private final byte[] jpeg = drawn(ImageFormat.JPEG);
  private final byte[] png = drawn(ImageFormat.PNG);
  private final List<BadEvent> all = new ArrayList<>();

  private BadEvents(EventLoad load) {
    this.load = load;
  }

  /** All of them; those that name a schema have it registered. */
  static List<BadEvent> of(Stage stage, EventLoad load) throws Exception {
    BadEvents events = new BadEvents(load);
    events.records();
    events.schemas(stage);
    events.images();
    return List.copyOf(events.all);
  }

  private void records() {
    byte[] good = load.event();
    add("no value", ErrorCode.EVENT_EMPTY, null);
    add("an empty value", ErrorCode.EVENT_EMPTY, new byte[0]);
    add("no wire format", ErrorCode.EVENT_CORRUPT, TEXT);
    add("an id and nothing else", ErrorCode.EVENT_CORRUPT, Arrays.copyOf(good, 5));
    add("half an event", ErrorCode.EVENT_CORRUPT, Arrays.copyOf(good, good.length / 2));
    add("an event and a byte", ErrorCode.EVENT_CORRUPT, Arrays.copyOf(good, good.length + 1));
    // The length of the id, as Avro writes numbers: 2 GiB less one byte, of which none follows.
    add("a huge length", ErrorCode.EVENT_CORRUPT, after(good, -2, -1, -1, -1, 15));
    add("a negative length", ErrorCode.EVENT_CORRUPT, after(good, 1));
    lengths(good);
    add("larger than a dead letter may be", ErrorCode.EVENT_CORRUPT, large());
  }

  /** Behind an id of one letter and a time: lengths and counts that nothing could hold. */
  private void lengths(byte[] good) {
    corrupt("a number without an end", after(good, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
    corrupt("an image of 2 GiB", after(good, 2, 'x', 0, 0, -2, -1, -1, -1, 15));
    corrupt("an image of minus one byte", after(good, 2, 'x', 0, 0, 1));
    corrupt("an image that is neither bytes nor a reference", after(good, 2, 'x', 0, 14));
    corrupt("an image of alternative -1", after(good, 2, 'x', 0, 1));
    corrupt("2 billion attributes", after(good, 2, 'x', 0, 0, 2, 7, 0, -2, -1, -1, -1, 15));
    corrupt(
        "attributes of 2^62",
        after(good, 2, 'x', 0, 0, 2, 7, 0, -2, -1, -1, -1, -1, -1, -1, -1, 1));
    // A negative count is followed by the size of the block in bytes.
    corrupt(
        "a block of minus 2^63 attributes",
        after(good, 2, 'x', 0, 0, 2, 7, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 2, 0));
    corrupt("a block of a huge size", after(good, 2, 'x', 0, 0, 2, 7, 0, 1, -2, -1, -1, -1, 15));
    corrupt(
        "an attribute's name of 2 GiB", after(good, 2, 'x', 0, 0, 2, 7, 0, 2, -2, -1, -1, -1, 15));
  }

  private void corrupt(String what, byte[] value) {
    add(what, ErrorCode.EVENT_CORRUPT, value);
  }

  private void schemas(Stage stage) throws Exception {
    byte[] unknown = load.event();
    ByteBuffer.wrap(unknown).putInt(1, 2_000_000_000);
    add("a schema that nobody knows", ErrorCode.EVENT_SCHEMA_UNKNOWN, unknown);
    byte[] negative = load.event();
    ByteBuffer.wrap(negative).putInt(1, -1);
    add("a schema of id -1", ErrorCode.EVENT_SCHEMA_UNKNOWN, negative);
    Schema other =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Temperature", "namespace": "elsewhere",
                 "fields": [{"name": "celsius", "type": "double"}]}\
                """);
    byte[] temperature = new byte[13];
    try (HttpSchemaRegistry registry =
        HttpSchemaRegistry.of(Map.of("schema.registry.url", stage.registry()))) {
      int id = registry.register(stage.name() + "-temperature-value", other);
      ByteBuffer.wrap(temperature).putInt(1, id);
    }
    add("a schema of something else", ErrorCode.EVENT_SCHEMA_INCOMPATIBLE, temperature);
  }

  private void images() throws IOException {
    image("no bytes", ErrorCode.IMAGE_EMPTY, new byte[0]);
    image("a text", ErrorCode.IMAGE_UNSUPPORTED, TEXT);
    image("a GIF", ErrorCode.IMAGE_UNSUPPORTED, BadImages.gif(png));
    image("a JPEG cut short", ErrorCode.IMAGE_TRUNCATED, Arrays.copyOf(jpeg, jpeg.length / 2));
    image("a PNG cut short", ErrorCode.IMAGE_TRUNCATED, Arrays.copyOf(png, png.length / 2));
    image("a PNG with a wrong checksum", ErrorCode.IMAGE_CORRUPT, BadImages.wrongChecksum(png));
    image("too many pixels", ErrorCode.IMAGE_PIXELS, BadImages.claiming(40_000, 40_000, png));
    image("too many scans", ErrorCode.IMAGE_SCANS, BadImages.progressive(jpeg));
    image("too many bytes", ErrorCode.EVENT_TOO_LARGE, Arrays.copyOf(jpeg, MAX_IMAGE_BYTES + 1));
    add(
        "an address of a scheme that is not allowed",
        ErrorCode.URI_SCHEME,
        load.event(new ImageReference("file:///etc/hostname", "0".repeat(64))));
  }

  /** The schema's id of an event, and then these bytes. */
  private static byte[] after(byte[] event, int... bytes) {
    byte[] value = Arrays.copyOf(event, 5 + bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      value[5 + i] = (byte) bytes[i];
    }
    return value;
  }

  private static byte[] large() {
    byte[] value = new byte[1_500_000];
    Arrays.fill(value, (byte) 7);
    return value;
  }

  private static byte[] drawn(ImageFormat format) {
    return new ShapeImages(7, 96, 96, format).draw(0).encoded();
  }

  private void add(String what, ErrorCode code, byte @Nullable [] value) {
    all.add(new BadEvent(what, code, value));
  }

  private void image(String what, ErrorCode code, byte[] encoded) {
    add("an image of " + what, code, load.event(encoded));
  }
}
