package io.saccade.processor.tuning;

import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Placement;
import java.util.ArrayList;
import java.util.List;

/**
 * Every point that may be tried. A shape is a point but for the size of its batches, and stands for
 * all of them with batches of one. On a CPU the shapes share the cores out between lanes and the
 * threads of each; the lanes decode as well, or as many threads as cores do. With GPUs there is one
 * lane each, and fewer or more decoders.
 *
 * @param standard what runs where nothing is measured
 * @param ladders shapes, each ladder from the one that is most likely good to the one that is least
 * @param order what to tune for
 * @param mostImages of a batch, by graph and device
 * @param imageBytes of an image in a batch
 */
record SearchSpace(
    TuningPoint standard,
    List<List<TuningPoint>> ladders,
    TuningOrder order,
    int mostImages,
    int imageBytes) {

  private static final int CPU_BATCH = 16;
  private static final int CUDA_BATCH = 64;

  /** What there is to try for a bundle. */
  static SearchSpace of(Bundle bundle, TuningOrder order) {
    return of(
        order,
        bundle.fixedBatch().orElse(Integer.MAX_VALUE),
        bundle.manifest().input().preprocessing().tensorBytes());
  }

  /** What there is to try for a graph that takes so many images of so many bytes. */
  static SearchSpace of(TuningOrder order, int graphImages, int imageBytes) {
    Placement placement = order.placement();
    int mostImages = Math.min(graphImages, placement.onCpu() ? CPU_BATCH : CUDA_BATCH);
    int cores = order.cores();
    LanePlan plan = placement.defaultPlan(cores);
    int fit = largestBatch(order, mostImages, imageBytes, plan);
    return new SearchSpace(
        new TuningPoint(
            plan.lanes(), plan.threads(), plan.decoders(), Math.min(plan.buckets().largest(), fit)),
        placement.onCpu() ? cpuLadders(cores) : List.of(cudaLadder(placement.devices(), cores)),
        order,
        mostImages,
        imageBytes);
  }

  /** The sizes that are tried of a shape: powers of two that graph and memory allow. */
  List<Integer> batches(TuningPoint shape) {
    List<Integer> sizes = new ArrayList<>();
    for (int size = 1; size <= largestBatch(shape); size *= 2) {
      sizes.add(size);
    }
    return sizes;
  }

  /** The largest of them. */
  int largestBatch(TuningPoint shape) {
    return largestBatch(order, mostImages, imageBytes, plan(shape));
  }

  /** A point of a shape that has about as many images in its batches as another has. */
  TuningPoint withAsManyInFlight(TuningPoint shape, TuningPoint other) {
    int batch = Math.max(1, other.batch() * other.lanes() / shape.lanes());
    return shape.withBatch(Math.min(Integer.highestOneBit(batch), largestBatch(shape)));
  }

  /** All points. */
  List<TuningPoint> grid() {
    List<TuningPoint> grid = new ArrayList<>();
    for (List<TuningPoint> ladder : ladders) {
      for (TuningPoint shape : ladder) {
        batches(shape).forEach(size -> grid.add(shape.withBatch(size)));
      }
    }
    return grid;
  }

  /** A point as the engine takes it. */
  LanePlan plan(TuningPoint point) {
    return new LanePlan(
        point.lanes(),
        point.threads(),
        point.decoders(),
        order.placement().buckets(point.batch()),
        order.latencyTarget());
  }

  private static int largestBatch(
      TuningOrder order, int mostImages, int imageBytes, LanePlan plan) {
    long fit = order.batchBytes() / imageBytes / plan.batchesInUse();
    return Integer.highestOneBit((int) Math.max(1, Math.min(fit, mostImages)));
  }

  private static List<List<TuningPoint>> cpuLadders(int cores) {
    return cores == 1
        ? List.of(cpuLadder(cores, 0))
        : List.of(cpuLadder(cores, 0), cpuLadder(cores, cores));
  }

  /**
   * Lanes that have a core each decode as well, or there would be twice as many threads as cores.
   * Alone on the machine that costs nothing; beside the stream threads and a broker it cost a tenth
   * of the throughput.
   */
  private static List<TuningPoint> cpuLadder(int cores, int decoders) {
    List<TuningPoint> ladder = new ArrayList<>();
    for (int lanes = decoders == 0 ? cores : cores / 2; lanes >= 1; lanes /= 2) {
      ladder.add(new TuningPoint(lanes, cores / lanes, decoders, 1));
    }
    return ladder;
  }

  private static List<TuningPoint> cudaLadder(int devices, int cores) {
    List<TuningPoint> ladder = new ArrayList<>();
    ladder.add(new TuningPoint(devices, 1, cores, 1));
    if (cores > 1) {
      ladder.add(new TuningPoint(devices, 1, cores / 2, 1));
    }
    return ladder;
  }
}
