package io.saccade.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process has open besides memory, as Linux counts it.
 *
 * @param descriptors files and connections
 * @param threads of Java and of native libraries
 */
public record OpenHandles(long descriptors, long threads) {

  /** Those of a process that runs. */
  public static OpenHandles of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    return new OpenHandles(count(process.resolve("fd")), count(process.resolve("task")));
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
