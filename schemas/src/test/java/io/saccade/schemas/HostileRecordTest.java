package io.saccade.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.saccade.schemas.avro.ImageEvent;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Bytes, and writers' schemas, that mean harm. */
class HostileRecordTest {

  private static final int ENOUGH = 1 << 20;

  @Test
  void refusesHugeLengthsWithoutAllocating() throws Exception {
    byte[] huge = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F}; // 2^31 - 1
    byte[] largest = {-2, -1, -1, -1, -1, -1, -1, -1, -1, 1}; // 2^63 - 1
    byte[] smallest = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}; // -2^63
    for (byte[] length : new byte[][] {huge, largest, smallest}) {
      assertRefusedCheaply(Events.schema(), length); // the id
      assertRefusedCheaply(Events.schema(), joined(new byte[] {0, 0, 0}, length)); // the image
      byte[] upToAttributes = {0, 0, 0, 0, 0};
      assertRefusedCheaply(Events.schema(), joined(upToAttributes, length)); // the map
      assertRefusedCheaply(Events.schema(), joined(upToAttributes, new byte[] {1}, length));
    }
  }

  @Test
  void refusesManyItemsThatTakeNoBytes() throws Exception {
    Schema bomb = withFirst("{\"type\":\"array\",\"items\":\"null\"}");
    assertRefusedAtOnce(bomb, joined(new byte[] {-2, -1, -1, -1, 15}, new byte[100]));
  }

  @Test
  void refusesItemsOverManyBlocksThatTakeNoBytes() throws Exception {
    Schema bomb = withFirst("{\"type\":\"array\",\"items\":\"null\"}");
    byte[] blocks = new byte[100_000];
    for (int i = 0; i < blocks.length; i += 2) {
      blocks[i] = (byte) 0xFE;
      blocks[i + 1] = 0x7F; // 8191 items
    }
    assertRefusedAtOnce(bomb, blocks);
  }

  @Test
  void survivesRecursionAsDeepAsTheBytesAllow() throws Exception {
    Schema recursive =
        withFirst(
            "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}");
    byte[] deep = new byte[ENOUGH];
    Arrays.fill(deep, (byte) 2);
    assertThatThrownBy(() -> reader(recursive).readWhole(ByteBuffer.wrap(deep)))
        .isInstanceOf(CorruptRecordException.class);
  }

  @Test
  void readsTheLatestInstantThatALongCanSay() throws Exception {
    byte[] largestLong = {-2, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    byte[] record = joined(new byte[] {0}, largestLong, new byte[] {0, 0, 0, 0});
    assertThat(reader(Events.schema()).readWhole(ByteBuffer.wrap(record)).getCapturedAt())
        .isAfter(Events.NOON);
  }

  /** Seen by the message, since without the check they are refused too, after minutes. */
  private static void assertRefusedAtOnce(Schema writer, byte[] avro) throws Exception {
    assertThatThrownBy(() -> reader(writer).readWhole(ByteBuffer.wrap(avro)))
        .isInstanceOf(CorruptRecordException.class)
        .hasMessageContaining("more than the record holds");
  }

  private static void assertRefusedCheaply(Schema writer, byte[] avro) throws Exception {
    SlicingDatumReader<ImageEvent> reader = reader(writer);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    Runnable read =
        () ->
            assertThatThrownBy(() -> reader.readWhole(ByteBuffer.wrap(avro)))
                .isInstanceOf(CorruptRecordException.class);
    read.run(); // the resolver is made by the first
    long before = threads.getThreadAllocatedBytes(thread);
    read.run();
    assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(ENOUGH);
  }

  private static SlicingDatumReader<ImageEvent> reader(Schema writer) {
    return new SlicingDatumReader<>(writer, RecordClasses.of(ImageEvent.class));
  }

  /** Our event with another field before all others, which our reader skips. */
  private static Schema withFirst(String type) {
    String field = "\"fields\":[{\"name\":\"first\",\"type\":" + type + "},";
    return new Schema.Parser()
        .parse(Events.schema().toString().replaceFirst("\"fields\":\\[", field));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
