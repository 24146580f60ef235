package io.saccade.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroReaderTest {

  private static final byte[] IMAGE = {1, 2, 3, 4, 5};

  private ScriptedRegistry registry;
  private SerdeFactory serdes;
  private AvroReader<ImageEvent> reader;
  private AvroWriter<ImageEvent> writer;

  @BeforeEach
  void start() throws Exception {
    registry = new ScriptedRegistry();
    serdes = SerdeFactory.create(Map.of("schema.registry.url", registry.url()));
    reader = serdes.reader(ImageEvent.class);
    writer = serdes.writer(ImageEvent.class, "images-value");
  }

  @AfterEach
  void stop() {
    serdes.close();
    registry.close();
  }

  @Test
  void readsWhatTheWriterWrote() throws Exception {
    assertThat(reader.read(writer.write(Events.inline(IMAGE)))).isEqualTo(Events.inline(IMAGE));
    assertThat(reader.read(writer.write(Events.byReference()))).isEqualTo(Events.byReference());
  }

  @Test
  void writesTheWireFormat() {
    byte[] record = writer.write(Events.inline(IMAGE));
    assertThat(record).startsWith(0, 0, 0, 0, 100);
    assertThat(record).endsWith(12, 'c', 'a', 'm', 'e', 'r', 'a', 10, 'n', 'o', 'r', 't', 'h', 0);
  }

  @Test
  void takesTheImageAsASliceOfTheRecord() throws Exception {
    byte[] record = writer.write(Events.inline(IMAGE));
    ByteBuffer image = (ByteBuffer) reader.read(record).getImage();
    assertThat(image).isEqualTo(ByteBuffer.wrap(IMAGE));
    record[image.arrayOffset()] = 99;
    assertThat(image.get(0)).isEqualTo((byte) 99);
  }

  @Test
  void readsFromTheMiddleOfAnyBufferWithoutMovingIt() throws Exception {
    byte[] record = writer.write(Events.inline(IMAGE));
    for (ByteBuffer buffer : new ByteBuffer[] {heap(record), direct(record)}) {
      buffer.order(ByteOrder.LITTLE_ENDIAN);
      ByteBuffer before = buffer.duplicate();
      ImageEvent event = reader.read(buffer);
      assertThat(event).isEqualTo(Events.inline(IMAGE));
      assertThat(buffer).isEqualTo(before);
      assertThat(((ByteBuffer) event.getImage()).isDirect()).isEqualTo(buffer.isDirect());
    }
  }

  @Test
  void readsAnImageOfNoBytes() throws Exception {
    ImageEvent event = reader.read(writer.write(Events.inline(new byte[0])));
    assertThat(((ByteBuffer) event.getImage()).remaining()).isZero();
  }

  @Test
  void asksForASchemaOnce() throws Exception {
    byte[] record = writer.write(Events.byReference());
    int before = registry.asked.size();
    for (int i = 0; i < 10; i++) {
      reader.read(record);
    }
    assertThat(registry.asked).hasSize(before + 1);
  }

  @Test
  void refusesWhatIsNotInTheWireFormat() {
    assertCorrupt(new byte[0], "at least 5 bytes");
    assertCorrupt(new byte[] {0, 0, 0, 1}, "at least 5 bytes");
    assertCorrupt(new byte[] {'{', '"', 'i', 'd', '"', ':', '1', '}'}, "begins with byte 123");
  }

  @Test
  void refusesBytesAfterTheRecord() {
    byte[] record = writer.write(Events.inline(IMAGE));
    assertCorrupt(ByteBuffer.allocate(record.length + 1).put(record).array(), "1 bytes are left");
  }

  @Test
  void refusesEveryRecordThatEndsEarly() {
    byte[] record = writer.write(Events.inline(IMAGE));
    for (int length = 0; length < record.length; length++) {
      byte[] torn = Arrays.copyOf(record, length);
      assertThatThrownBy(() -> reader.read(torn)).isInstanceOf(CorruptRecordException.class);
    }
  }

  @Test
  void saysCorruptOrReadsWhateverTheBytesAre() {
    byte[] record = writer.write(Events.inline(IMAGE));
    long seed = 20261121;
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = record.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        int at = WireFormat.HEADER_BYTES + random.nextInt(bad.length - WireFormat.HEADER_BYTES);
        bad[at] = (byte) random.nextInt(256);
      }
      try {
        assertThat(reader.read(bad).getImage())
            .isInstanceOfAny(ByteBuffer.class, ImageReference.class);
      } catch (SchemaException e) {
        assertThat(e).as("seed %d, round %d", seed, i).isInstanceOf(CorruptRecordException.class);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void saysSoWhenTheRegistryDoesNotKnowTheId() {
    assertThatThrownBy(() -> reader.read(Events.record(4711)))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("4711");
    assertThatThrownBy(() -> reader.read(Events.record(-1)))
        .isInstanceOf(UnknownSchemaException.class);
  }

  private void assertCorrupt(byte[] record, String message) {
    assertThatThrownBy(() -> reader.read(record))
        .isInstanceOf(CorruptRecordException.class)
        .hasMessageContaining(message);
  }

  private static ByteBuffer heap(byte[] record) {
    return ByteBuffer.allocate(record.length + 20)
        .position(7)
        .put(record)
        .limit(7 + record.length)
        .position(7);
  }

  private static ByteBuffer direct(byte[] record) {
    return ByteBuffer.allocateDirect(record.length + 20)
        .position(7)
        .put(record)
        .limit(7 + record.length)
        .position(7);
  }
}
