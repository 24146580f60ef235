package io.saccade.processor.serving;

import io.saccade.processor.batch.Buckets;
import java.time.Duration;
import java.util.List;

/**
 * Where models run: what the {@link Device} that was asked for came to on this machine. The default
 * plans stand here and nowhere else.
 *
 * @param gpus the GPUs' numbers, as CUDA counts them; none for the CPU
 * @param reason why, in a few words
 */
public record Placement(List<Integer> gpus, String reason) {

  /**
   * On a CPU larger batches cost more than they save: MobileNetV2 takes about a tenth more
   * processor time an image in batches of 8 than of 2, and a quarter more in batches of 16, because
   * the activations of so many images no longer fit the core's cache.
   */
  private static final int CPU_BATCH = 2;

  /** A GPU is idle with less. */
  private static final int CUDA_BATCH = 32;

  public Placement {
    gpus = List.copyOf(gpus);
  }

  /** On the CPU. */
  public static Placement cpu(String reason) {
    return new Placement(List.of(), reason);
  }

  public boolean onCpu() {
    return gpus.isEmpty();
  }

  /** How many devices there are: each has a session of its own. */
  public int devices() {
    return Math.max(1, gpus.size());
  }

  /** The device of a lane, as in {@code cpu} or {@code cuda:0}. */
  public String device(int lane) {
    return onCpu() ? "cpu" : "cuda:" + gpus.get(lane % gpus.size());
  }

  /** The buckets up to a largest one: few on a GPU, where each new shape costs a search. */
  public Buckets buckets(int largest) {
    return onCpu() ? Buckets.fine(largest) : Buckets.powersOfTwo(largest);
  }

  /**
   * How to run before anything is measured: on a CPU as many lanes of one thread as cores, which
   * decode as well; on GPUs one lane each, and as many decoders as cores.
   */
  public LanePlan defaultPlan(int cores) {
    return onCpu()
        ? LanePlan.cpu(cores, CPU_BATCH)
        : new LanePlan(gpus.size(), 1, cores, buckets(CUDA_BATCH), Duration.ZERO);
  }

  @Override
  public String toString() {
    return onCpu() ? "cpu" : "cuda:" + gpus.toString().replaceAll("[\\[\\] ]", "");
  }
}
