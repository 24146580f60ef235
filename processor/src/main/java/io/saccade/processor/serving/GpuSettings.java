package io.saccade.processor.serving;

import java.util.OptionalLong;

/**
 * How GPUs are used, where they are.
 *
 * @param memory bytes of each GPU that one version may use; empty for a share of what is free
 * @param tf32 whether float32 is multiplied as TF32: faster, with ten bits of mantissa
 */
public record GpuSettings(OptionalLong memory, boolean tf32) {

  /** A share of what is free, and exact float32. */
  public static GpuSettings defaults() {
    return new GpuSettings(OptionalLong.empty(), false);
  }
}
