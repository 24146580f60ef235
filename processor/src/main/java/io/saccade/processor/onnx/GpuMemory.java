package io.saccade.processor.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** How much memory of the GPUs is free, as the driver's own tool tells. */
final class GpuMemory {

  private static final long MIB = 1L << 20;
  private static final long ANSWERS_WITHIN_SECONDS = 10;

  private GpuMemory() {}

  /**
   * The free memory of the GPU that has least of it, in bytes; empty where {@code nvidia-smi} is
   * not there or does not answer. It numbers GPUs in another order than CUDA does, so which is
   * which cannot be told.
   *
   * @param visible {@code CUDA_VISIBLE_DEVICES}, where it is set
   */
  static OptionalLong leastFree(Optional<String> visible) {
    List<String> command = new ArrayList<>();
    command.add("nvidia-smi");
    command.add("--query-gpu=memory.free");
    command.add("--format=csv,noheader,nounits");
    visible.filter(gpus -> !gpus.isBlank()).ifPresent(gpus -> command.add("--id=" + gpus));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
          return OptionalLong.empty();
        }
        return least(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  /** The least of what stands in the answer: MiB, one GPU a line. */
  static OptionalLong least(String answer) {
    try {
      LongStream bytes =
          answer
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .mapToLong(Long::parseLong);
      return bytes.map(mib -> mib * MIB).min();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
