package io.saccade.trainer.report;

import io.saccade.trainer.data.LabelledImages;
import io.saccade.trainer.data.LeftOut;
import io.saccade.trainer.data.Split;
import java.util.List;

/**
 * The images that were used.
 *
 * @param classes the names of the classes
 * @param parts training, validation and test, as far as there are any
 * @param leftOut what was not used, and why
 * @param hash the SHA-256 over names, classes and contents
 */
public record DataFacts(
    List<String> classes, List<PartCount> parts, List<LeftOut> leftOut, String hash) {

  /** Copies the lists. */
  public DataFacts {
    classes = List.copyOf(classes);
    parts = List.copyOf(parts);
    leftOut = List.copyOf(leftOut);
  }

  /** The facts of these images, split so. */
  public static DataFacts of(LabelledImages images, Split split) {
    int classes = images.classes().size();
    return new DataFacts(
        images.classes(),
        List.of(
            PartCount.of("training", split.training(), classes),
            PartCount.of("validation", split.validation(), classes),
            PartCount.of("test", split.test(), classes)),
        images.leftOut(),
        images.hash());
  }

  /** How many images all parts have together. */
  long images() {
    return parts.stream().mapToLong(PartCount::images).sum();
  }
}
