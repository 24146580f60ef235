package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the process has in memory, native libraries included, where Linux tells. */
final class ProcessMemory implements MeterBinder {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String KEY = "VmRSS:";

  @Override
  public void bindTo(MeterRegistry registry) {
    if (Files.isReadable(STATUS)) {
      Gauge.builder("process.resident.memory", ProcessMemory::bytes)
          .description("Resident memory of the process, native memory included.")
          .baseUnit("bytes")
          .register(registry);
    }
  }

  private static double bytes() {
    try {
      List<String> lines = Files.readAllLines(STATUS);
      for (String line : lines) {
        if (line.startsWith(KEY)) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024.0;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return Double.NaN; // A figure that is missing is no reason to fail a scrape.
    }
    return Double.NaN;
  }
}
