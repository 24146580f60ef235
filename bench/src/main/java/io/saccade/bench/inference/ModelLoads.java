package io.saccade.bench.inference;

import io.saccade.bench.pipeline.BareLoop;
import io.saccade.bench.pipeline.BareSetting;
import io.saccade.bench.pipeline.Workload;
import io.saccade.cli.console.CommandFailedException;
import java.time.Duration;

/** The two things that a grid is measured with. */
public final class ModelLoads {

  private ModelLoads() {}

  /**
   * The model on tensors that are ready: ONNX Runtime's own rate.
   *
   * @param time of one measurement; a third of it goes before, unmeasured
   */
  public static Grid.Load inference(Workload workload, Duration time) {
    return setting -> inferred(workload, setting, time);
  }

  /**
   * Decode and infer, which is the bare loop that the pipeline is held against.
   *
   * @param time of one measurement; a third of it goes before, unmeasured
   */
  public static Grid.Load decodeAndInfer(Workload workload, Duration time) {
    return setting -> decodedAndInferred(workload, setting, time);
  }

  private static double inferred(Workload workload, BareSetting setting, Duration time)
      throws CommandFailedException, InterruptedException {
    try (ReadyTensors tensors = new ReadyTensors(workload, setting)) {
      tensors.rate(time.dividedBy(3));
      return tensors.rate(time);
    }
  }

  private static double decodedAndInferred(Workload workload, BareSetting setting, Duration time)
      throws CommandFailedException, InterruptedException {
    try (BareLoop loop = new BareLoop(workload, setting)) {
      run(loop, time.dividedBy(3));
      return run(loop, time);
    }
  }

  private static double run(BareLoop loop, Duration time)
      throws CommandFailedException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    return loop.runWhile(() -> System.nanoTime() < end);
  }
}
