package io.saccade.bench.results;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where something was measured, as far as a reader needs it to judge the numbers.
 *
 * @param processor its name, or its architecture where the system does not tell
 * @param cores those that this process may use
 * @param memoryGib of the machine, or of the container where there is one
 * @param system the operating system
 * @param java the version of the JVM
 */
public record Machine(String processor, int cores, long memoryGib, String system, String java) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** The machine that this runs on. */
  public static Machine here() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
        system.getName(),
        System.getProperty("java.version"));
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "%s, %d cores, %d GiB, %s, Java %s".formatted(processor, cores, memoryGib, system, java);
  }

  private static String processorName() {
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(Machine::architecture);
    } catch (IOException e) {
      return architecture();
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }
}
