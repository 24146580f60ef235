package io.saccade.trainer.quantize;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The images by which a model of integers is made and judged.
 *
 * @param tensors what turns them into the model's input, without variation
 * @param calibration by which ranges are measured and chosen; a few hundred
 * @param validation by which the result is judged; at least one, none of the others
 * @param logits what the model of floats makes of the validation images, a row each; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Evidence(
    TrainingTensors tensors, List<Sample> calibration, List<Sample> validation, float[][] logits) {

  /** Checks that there is evidence. */
  public Evidence {
    calibration = List.copyOf(calibration);
    validation = List.copyOf(validation);
    if (calibration.isEmpty() || validation.isEmpty() || logits.length != validation.size()) {
      throw new IllegalArgumentException(
          "there must be images to calibrate by, images to judge by, and a row for each of these, but were %d, %d and %d"
              .formatted(calibration.size(), validation.size(), logits.length));
    }
  }

  /** So many calibration images at most, evenly spread. */
  List<Sample> few(int most) {
    int count = Math.min(most, calibration.size());
    return IntStream.range(0, count)
        .mapToObj(i -> calibration.get(i * calibration.size() / count))
        .toList();
  }

  int[] labels() {
    return validation.stream().mapToInt(Sample::label).toArray();
  }
}
