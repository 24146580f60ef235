package io.saccade.bench.pipeline;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The limit: as many threads as cores take images, decode them into a batch and run the model, with
 * the very classes of the processor and without Kafka, Avro or any waiting for one another.
 */
public final class BareLoop implements Contender, AutoCloseable {

  private final Workload workload;
  private final BareSetting setting;
  private final Preprocessor preprocessor;
  private final Model model;
  private final List<BatchTensors> batches = new ArrayList<>();
  private final Semaphore lanes;

  /**
   * Loads the model and allocates its batches.
   *
   * @throws CommandFailedException if the model cannot be run so
   */
  public BareLoop(Workload workload, BareSetting setting) throws CommandFailedException {
    NativeHandles handles = new NativeHandles();
    this.workload = workload;
    this.setting = setting;
    this.preprocessor =
        new Preprocessor(
            workload.bundle().manifest().input().preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(Long.MAX_VALUE),
            handles);
    this.lanes = new Semaphore(setting.lanes());
    try {
      this.model = new OnnxRuntime(handles).load(workload.bundle(), setting.plan());
      for (int i = 0; i < setting.decoders(); i++) {
        batches.add(model.newBatch());
      }
    } catch (BundleRefusedException | ModelFailedException e) {
      throw new CommandFailedException("the model cannot be run: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return "bare loop, " + setting;
  }

  @Override
  public void run(Tally tally, int events) throws CommandFailedException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    tally.start();
    onEveryCore(tensors -> lane(tensors, next, new Share(events, tally)));
  }

  /** Goes on as long as it is told to, for a batch a thread at least; returns images a second. */
  public double runWhile(BooleanSupplier goesOn)
      throws CommandFailedException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    long started = System.nanoTime();
    onEveryCore(
        tensors -> {
          do {
            classify(tensors, next.getAndAdd(tensors.capacity()), tensors.capacity());
          } while (goesOn.getAsBoolean());
          return null;
        });
    return next.get() * 1e9 / (System.nanoTime() - started);
  }

  @Override
  public void close() {
    batches.forEach(BatchTensors::close);
    model.close();
  }

  private record Share(int events, Tally tally) {}

  private interface Lane {
    Void run(BatchTensors tensors) throws Exception;
  }

  private Void lane(BatchTensors tensors, AtomicInteger next, Share share) throws Exception {
    int capacity = tensors.capacity();
    for (int from = next.getAndAdd(capacity);
        from < share.events();
        from = next.getAndAdd(capacity)) {
      int count = Math.min(capacity, share.events() - from);
      classify(tensors, from, count);
      share.tally().add(count);
    }
    return null;
  }

  private void classify(BatchTensors tensors, int from, int count)
      throws ImageRefusedException, ModelFailedException, InterruptedException {
    for (int row = 0; row < count; row++) {
      try (DecodedImage image = preprocessor.decode(workload.image(from + row))) {
        preprocessor.write(image, tensors.input(row));
      }
    }
    lanes.acquire();
    try {
      tensors.run(0, 0, count);
    } finally {
      lanes.release();
    }
  }

  private void onEveryCore(Lane lane) throws CommandFailedException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(batches.size());
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (BatchTensors tensors : batches) {
        calls.add(() -> lane.run(tensors));
      }
      for (Future<Void> call : threads.invokeAll(calls)) {
        call.get();
      }
    } catch (ExecutionException e) {
      throw new CommandFailedException("the bare loop failed: " + BadEndings.message(e), e);
    } finally {
      threads.shutdownNow();
    }
  }
}
