package io.saccade.processor.serving;

import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageRefusedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Classifies images one by one, without Kafka, with the very preprocessing and arithmetic of the
 * processor. Thread-safe; as many threads as the model has batches run at a time, the others wait.
 */
public final class LocalClassifier implements AutoCloseable {

  private final LoadedModel model;
  private final BlockingQueue<BatchTensors> free;
  private final int batches;

  /** Takes over an admitted model: closing this closes it. */
  public LocalClassifier(LoadedModel model) {
    this.model = model;
    List<BatchTensors> batches = new ArrayList<>();
    for (BatchTensors next = model.borrow(); next != null; next = model.borrow()) {
      batches.add(next);
    }
    this.batches = batches.size();
    this.free = new ArrayBlockingQueue<>(batches.size(), false, batches);
  }

  /**
   * A class with its probability.
   *
   * @param index zero-based index in the model's output
   * @param name the class's name
   * @param probability 0 to 1
   */
  public record RankedLabel(int index, String name, float probability) {}

  /** The version that classifies. */
  public ModelVersion version() {
    return model.version();
  }

  /**
   * Classifies one image.
   *
   * @param encoded the image's bytes, from position to limit
   * @param top how many labels, at least 1
   * @throws ImageRefusedException if the image is not accepted or cannot be decoded
   * @throws ModelFailedException if the model fails on it, or its output is not finite
   */
  public List<RankedLabel> classify(ByteBuffer encoded, int top)
      throws ImageRefusedException, ModelFailedException, InterruptedException {
    try (DecodedImage image = model.preprocessor().decode(encoded)) {
      BatchTensors tensors = free.take();
      try {
        model.preprocessor().write(image, tensors.input(0));
        tensors.run(0, 0, 1);
        return labels(tensors, top);
      } finally {
        free.add(tensors);
      }
    }
  }

  /** Waits for the images in progress, then frees everything. Nobody may classify any more. */
  @Override
  public void close() {
    for (int left = batches; left > 0; left--) {
      try {
        model.giveBack(free.take());
      } catch (InterruptedException e) {
        // What is still in use is freed when nothing is, which is never: better than a crash.
        Thread.currentThread().interrupt();
        break;
      }
    }
    model.close();
  }

  private List<RankedLabel> labels(BatchTensors tensors, int top) throws ModelFailedException {
    float[] scores = new float[model.bundle().manifest().output().classes()];
    tensors.output(0, scores);
    if (!Scores.toProbabilities(model.bundle().manifest().output().kind(), scores)) {
      throw new ModelFailedException("the model's output for this image is not finite");
    }
    List<RankedLabel> labels = new ArrayList<>();
    for (int index : Scores.top(scores, top)) {
      labels.add(new RankedLabel(index, model.bundle().labels().get(index), scores[index]));
    }
    return labels;
  }
}
