package io.saccade.processor.serving;

import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageProperties;
import io.saccade.model.image.ImageRefusedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

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

  /**
   * All that a model says of an image.
   *
   * @param probabilities one for each class
   * @param logits as many, where the model gives them
   * @param features what the model gives beside, where it does
   * @param properties what the image itself is like
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  public record Answer(
      float[] probabilities,
      float @Nullable [] logits,
      float @Nullable [] features,
      ImageProperties properties) {}

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
      float[] scores = scores(image, null);
      toProbabilities(scores);
      return labels(scores, top);
    }
  }

  /**
   * All that the model says of one image, and what the image itself is like.
   *
   * @param encoded the image's bytes, from position to limit
   * @throws ImageRefusedException if the image is not accepted or cannot be decoded
   * @throws ModelFailedException if the model fails on it, or its output is not finite
   */
  public Answer answer(ByteBuffer encoded)
      throws ImageRefusedException, ModelFailedException, InterruptedException {
    try (DecodedImage image = model.preprocessor().decode(encoded)) {
      float[] features =
          model.bundle().manifest().features().map(of -> new float[of.width()]).orElse(null);
      float[] scores = scores(image, features);
      float[] logits = output().kind() == OutputKind.LOGITS ? scores.clone() : null;
      toProbabilities(scores);
      return new Answer(scores, logits, features, image.properties());
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

  private float[] scores(DecodedImage image, float @Nullable [] features)
      throws ModelFailedException, InterruptedException {
    BatchTensors tensors = free.take();
    try {
      model.preprocessor().write(image, tensors.input(0));
      tensors.run(0, 0, 1);
      float[] scores = new float[output().classes()];
      tensors.output(0, scores);
      if (features != null && !tensors.features(0, features)) {
        throw new ModelFailedException("the model gave no features for this image");
      }
      return scores;
    } finally {
      free.add(tensors);
    }
  }

  /** Turns scores into probabilities in place. */
  private void toProbabilities(float[] scores) throws ModelFailedException {
    if (!Scores.toProbabilities(output().kind(), scores)) {
      throw new ModelFailedException("the model's output for this image is not finite");
    }
  }

  private List<RankedLabel> labels(float[] probabilities, int top) {
    List<RankedLabel> labels = new ArrayList<>();
    for (int index : Scores.top(probabilities, top)) {
      labels.add(new RankedLabel(index, model.bundle().labels().get(index), probabilities[index]));
    }
    return labels;
  }

  private ModelOutput output() {
    return model.bundle().manifest().output();
  }
}
