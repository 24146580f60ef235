package io.saccade.bench.pipeline;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param rssMib memory that is resident, in MiB; 0 where the system does not tell
 * @param heapMib what of the heap is still in use after a collection, in MiB
 */
record Memory(long rssMib, long heapMib) {

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Collects garbage first, so that what is left is what is held. */
  static Memory now() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Memory(residentKib() / 1024, heap >> 20);
  }

  private static long residentKib() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
