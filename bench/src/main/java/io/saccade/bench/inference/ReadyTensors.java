package io.saccade.bench.inference;

import io.saccade.bench.pipeline.BareSetting;
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
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** ONNX Runtime's own rate: lanes that run the same filled batches again and again. */
final class ReadyTensors implements AutoCloseable {

  private final Model model;
  private final List<BatchTensors> batches = new ArrayList<>();

  /** Loads the model and fills a batch for each lane with images of the workload. */
  ReadyTensors(Workload workload, BareSetting setting) throws CommandFailedException {
    NativeHandles handles = new NativeHandles();
    Preprocessor preprocessor =
        new Preprocessor(
            workload.bundle().manifest().input().preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(Long.MAX_VALUE),
            handles);
    try {
      model = new OnnxRuntime(handles).load(workload.bundle(), setting.plan());
      for (int lane = 0; lane < setting.lanes(); lane++) {
        BatchTensors tensors = model.newBatch();
        batches.add(tensors);
        for (int row = 0; row < tensors.capacity(); row++) {
          try (DecodedImage image = preprocessor.decode(workload.image(row))) {
            preprocessor.write(image, tensors.input(row));
          }
        }
      }
    } catch (BundleRefusedException | ModelFailedException | ImageRefusedException e) {
      throw new CommandFailedException("the model cannot be run: " + e.getMessage(), e);
    }
  }

  /** Runs all lanes for so long; returns images a second. */
  double rate(Duration time) throws CommandFailedException, InterruptedException {
    ExecutorService lanes = Executors.newFixedThreadPool(batches.size());
    try {
      long end = System.nanoTime() + time.toNanos();
      List<Callable<Double>> calls = new ArrayList<>();
      for (int i = 0; i < batches.size(); i++) {
        int lane = i;
        calls.add(() -> lane(lane, batches.get(lane), end));
      }
      double rate = 0;
      for (Future<Double> lane : lanes.invokeAll(calls)) {
        rate += lane.get();
      }
      return rate;
    } catch (ExecutionException e) {
      throw new CommandFailedException("the model failed: " + BadEndings.message(e), e);
    } finally {
      lanes.shutdownNow();
    }
  }

  @Override
  public void close() {
    batches.forEach(BatchTensors::close);
    model.close();
  }

  /** Each lane's own rate over its own time, so that no lane's last batch is cut off. */
  private static double lane(int lane, BatchTensors tensors, long end) throws ModelFailedException {
    long started = System.nanoTime();
    long images = 0;
    long now;
    do { // once at least, where the machine was busy with something else all the time
      tensors.run(lane, 0, tensors.capacity());
      images += tensors.capacity();
      now = System.nanoTime();
    } while (now < end);
    return images * 1e9 / (now - started);
  }
}
