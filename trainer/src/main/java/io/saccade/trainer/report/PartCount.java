package io.saccade.trainer.report;

import io.saccade.trainer.data.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * How many images of each class a part of the data has.
 *
 * @param part its name
 * @param perClass a count for each class
 */
public record PartCount(String part, List<Integer> perClass) {

  /** Copies the counts. */
  public PartCount {
    perClass = List.copyOf(perClass);
  }

  /** Counts the samples. */
  public static PartCount of(String part, List<Sample> samples, int classes) {
    int[] counts = new int[classes];
    samples.forEach(sample -> counts[sample.label()]++);
    return new PartCount(part, Arrays.stream(counts).boxed().toList());
  }

  /** All of them. */
  long images() {
    return perClass.stream().mapToLong(Integer::longValue).sum();
  }
}
