package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AllocationTest {

  private static final int IMAGES = 1_000;

  /**
   * The event of the test is about 3 kB, and its tensor 48 kB: neither is ever copied to the heap.
   */
  @Test
  void allocatesLittleOnTheHeapForAnImage() throws Exception {
    List<byte[]> events = Engine.shapes(50).stream().map(shape -> Engine.event(0, shape)).toList();
    try (Engine engine = new Engine(2, 8)) {
      run(engine, events, 0);
      long before = allocated();
      run(engine, events, 1);
      long copied = events.stream().mapToLong(event -> event.length).sum() / events.size();
      long perImage = (allocated() - before) / IMAGES - copied;
      System.out.println("heap allocated by the lanes: " + perImage + " bytes an image");
      assertThat(perImage).isLessThan(5_000);
    }
  }

  private static void run(Engine engine, List<byte[]> events, int partition) {
    for (int from = 0; from < IMAGES; from += 100) {
      for (int i = from; i < from + 100; i++) {
        engine.ahead(new Coordinates("images", partition, i), events.get(i % 50));
      }
      for (int i = from; i < from + 100; i++) {
        engine.take(new Coordinates("images", partition, i), events.get(i % 50));
      }
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getAllThreadIds())
        .filter(id -> threads.getThreadInfo(id) != null)
        .filter(id -> threads.getThreadInfo(id).getThreadName().startsWith("saccade-lane-"))
        .map(threads::getThreadAllocatedBytes)
        .sum();
  }
}
