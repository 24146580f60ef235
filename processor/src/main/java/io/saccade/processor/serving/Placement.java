package io.saccade.processor.serving;

import io.saccade.processor.batch.Buckets;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
    return onCpu() ? "cpu" : "cuda:" + gpu(lane);
  }

  /** The GPU of a lane, where there is one. */
  public int gpu(int lane) {
    return gpus.get(lane % gpus.size());
  }

  /**
   * The buckets up to a largest one. On a GPU they are few, a quarter of one another and then 1,
   * because each has a session with its own copy of the weights.
   */
  public Buckets buckets(int largest) {
    if (onCpu()) {
      return Buckets.fine(largest);
    }
    TreeSet<Integer> sizes = new TreeSet<>(List.of(1, largest));
    for (int size = largest; size > 2; size /= 4) {
      sizes.add(size);
    }
    return new Buckets(List.copyOf(sizes));
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

  /** The devices and why it is these, for people. */
  public String describe() {
    return "%s (%s)".formatted(this, reason);
  }

  @Override
  public String toString() {
    return onCpu()
        ? "cpu"
        : gpus.stream().map(gpu -> "cuda:" + gpu).collect(Collectors.joining(", "));
  }
}
