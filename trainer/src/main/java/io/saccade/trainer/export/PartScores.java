package io.saccade.trainer.export;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.head.Evaluation;
import java.util.List;

/**
 * What the model of the bundle, as ONNX Runtime computes it, makes of one part of the images.
 *
 * @param samples the images, at least one
 * @param logits a row of scores for each; not copied, and not to be changed
 * @param evaluation of the scores as they are
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record PartScores(List<Sample> samples, float[][] logits, Evaluation evaluation) {

  /** Copies the list. */
  public PartScores {
    samples = List.copyOf(samples);
  }

  static PartScores of(List<Sample> samples, float[][] logits) {
    return new PartScores(samples, logits, Evaluation.of(logits, labels(samples)));
  }

  /** The true class of each image. */
  public int[] labels() {
    return labels(samples);
  }

  /**
   * How probable each class is for an image, as the processor says it: without the temperature.
   *
   * @param row the number of the image
   */
  public float[] probabilities(int row) {
    return Softmax.of(logits[row]);
  }

  private static int[] labels(List<Sample> samples) {
    return samples.stream().mapToInt(Sample::label).toArray();
  }
}
