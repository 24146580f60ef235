package io.saccade.bench.latency;

import io.saccade.bench.pipeline.Workload;
import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessor;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** What one image takes alone: decode and infer, one after the other, on the calling thread. */
final class BareLatency implements AutoCloseable {

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private final Workload workload;
  private final Preprocessor preprocessor;
  private final Model model;
  private final BatchTensors tensors;

  BareLatency(Workload workload) throws CommandFailedException {
    NativeHandles handles = new NativeHandles();
    this.workload = workload;
    this.preprocessor =
        new Preprocessor(
            workload.bundle().manifest().input().preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(Long.MAX_VALUE),
            handles);
    try {
      this.model = new OnnxRuntime(handles).load(workload.bundle(), LanePlan.single());
      this.tensors = model.newBatch();
    } catch (BundleRefusedException | ModelFailedException e) {
      throw new CommandFailedException("the model cannot be run: " + e.getMessage(), e);
    }
  }

  /** Runs without measuring, while the JVM still compiles. */
  void warmUp() throws CommandFailedException, InterruptedException {
    Percentiles unused = measure(WARM_UP);
  }

  /** Goes round the images for so long, and to the end of a round. */
  Percentiles measure(Duration time) throws CommandFailedException, InterruptedException {
    Histogram micros = new Histogram(3);
    long end = System.nanoTime() + time.toNanos();
    try {
      do {
        for (int image = 0; image < workload.images().size(); image++) {
          long started = System.nanoTime();
          classify(image);
          micros.recordValue((System.nanoTime() - started) / 1000);
        }
      } while (System.nanoTime() - end < 0);
    } catch (ImageRefusedException | ModelFailedException e) {
      throw new CommandFailedException("an image failed alone: " + BadEndings.message(e), e);
    }
    return Percentiles.of(micros);
  }

  @Override
  public void close() {
    tensors.close();
    model.close();
  }

  private void classify(int image)
      throws ImageRefusedException, ModelFailedException, InterruptedException {
    try (DecodedImage decoded = preprocessor.decode(workload.image(image))) {
      preprocessor.write(decoded, tensors.input(0));
    }
    tensors.run(0, 0, 1);
  }
}
