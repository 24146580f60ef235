package io.saccade.processor.tuning;

import io.saccade.processor.serving.Placement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a measurement holds for: on another machine it says nothing.
 *
 * @param processor the model of the processor, as its maker calls it
 * @param cores how many threads it runs at once, of which a container may have fewer than the
 *     machine
 * @param device where models run, as in {@code cpu} or {@code cuda:0}
 * @param runtime what runs them, with its version
 */
public record Machine(String processor, int cores, String device, String runtime) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** The one that this is. */
  public static Machine here(Placement placement, String runtime) {
    return new Machine(
        processorName(), Runtime.getRuntime().availableProcessors(), placement.toString(), runtime);
  }

  /** Linux tells the model; elsewhere the architecture has to do. */
  private static String processorName() {
    String architecture = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      return architecture;
    }
  }
}
