package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class RowMemoryTest {

  private final RowMemory memory = new RowMemory();

  @Test
  void handsOutZerosWhateverStoodThere() {
    ByteBuffer buffer = memory.take(20_000);
    while (buffer.hasRemaining()) {
      buffer.put((byte) 7);
    }
    memory.giveBack(buffer);
    ByteBuffer again = memory.take(20_000);
    assertThat(again).isSameAs(buffer);
    assertThat(again.order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(again.remaining()).isEqualTo(20_000);
    while (again.hasRemaining()) {
      assertThat(again.get()).isZero();
    }
  }

  @Test
  void givesNobodyAnothersBuffer() {
    ByteBuffer buffer = memory.take(100);
    assertThat(memory.take(100)).isNotSameAs(buffer);
    memory.giveBack(buffer);
    assertThat(memory.take(101).capacity()).isEqualTo(101);
    assertThat(memory.take(100)).isSameAs(buffer);
    assertThat(memory.take(100)).isNotSameAs(buffer);
  }

  @Test
  void keepsNoMoreThanItMay() {
    int half = (int) (RowMemory.MOST_BYTES / 2);
    ByteBuffer first = memory.take(half);
    ByteBuffer second = memory.take(half);
    ByteBuffer third = memory.take(1);
    memory.giveBack(first);
    memory.giveBack(second);
    memory.giveBack(third);
    assertThat(memory.take(half)).isSameAs(second);
    assertThat(memory.take(half)).isNotSameAs(first);
  }

  @Test
  void takesNoNewMemoryForVersionsThatComeAndGo() throws Exception {
    OnnxRuntime runtime = new OnnxRuntime(new NativeHandles());
    loadAndClose(runtime);
    long before = direct();
    for (int version = 0; version < 20; version++) {
      loadAndClose(runtime);
    }
    assertThat(direct()).isLessThanOrEqualTo(before);
  }

  private static void loadAndClose(OnnxRuntime runtime) throws Exception {
    LanePlan plan = LanePlan.cpu(2, 8);
    try (Model model = runtime.load(ColorModel.bundle("1"), plan);
        BatchTensors first = model.newBatch();
        BatchTensors second = model.newBatch()) {
      first.run(0, 0, 8);
      second.run(1, 0, 3);
    }
  }

  /** Bytes of all direct buffers that the collector has not come upon. */
  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getTotalCapacity)
        .sum();
  }
}
