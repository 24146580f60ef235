package io.saccade.processor.serving;

import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.Preprocessor;
import io.saccade.model.shapes.ColorModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;

/** A model that computes nothing, and remembers who closed it. */
public final class PaperModel implements Model {

  /** Is completed with the thread that closed the model. */
  public final CompletableFuture<Thread> closed = new CompletableFuture<>();

  private final LanePlan plan;

  public PaperModel(LanePlan plan) {
    this.plan = plan;
  }

  /** A version that is ready, with as many batches as its plan takes. */
  public LoadedModel loaded(Bundle bundle) throws ModelFailedException {
    Preprocessor preprocessor =
        new Preprocessor(
            ColorModel.preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(1 << 20),
            new NativeHandles());
    return new LoadedModel(bundle, this, preprocessor, plan.batchesInUse());
  }

  @Override
  public BatchTensors newBatch() {
    return new Tensors();
  }

  @Override
  public LanePlan plan() {
    return plan;
  }

  @Override
  public String device(int lane) {
    return "paper";
  }

  @Override
  public int ownLanes() {
    return 1;
  }

  @Override
  public String where() {
    return "paper";
  }

  @Override
  public void close() {
    if (!closed.complete(Thread.currentThread())) {
      throw new IllegalStateException("closed twice");
    }
  }

  private final class Tensors implements BatchTensors {

    private boolean freed;

    @Override
    public int capacity() {
      return plan.buckets().largest();
    }

    @Override
    public ByteBuffer input(int row) {
      return ByteBuffer.allocateDirect(ColorModel.preprocessing().tensorBytes())
          .order(ByteOrder.nativeOrder());
    }

    @Override
    public void run(int lane, int from, int count) {
      if (freed) {
        throw new IllegalStateException("the tensors were freed under the model");
      }
    }

    @Override
    public void output(int row, float[] target) {
      target[0] = 1;
    }

    @Override
    public void close() {
      freed = true;
    }
  }
}
