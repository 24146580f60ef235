package io.saccade.model.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The series read off a model's output: the probability of each class (of many classes, the 127
 * heaviest of the reference and all others together), the largest probability, the entropy, the
 * energy (-log of the sum of exponentials of the logits, as in Liu et al. 2020; only where there
 * are logits) and the margin between the two largest probabilities.
 */
final class OutputSeries {

  /** So many classes have a series each; of more, one less, and one series for the others. */
  static final int MOST_CLASSES = 128;

  /** The most series there are. */
  static final int MOST = MOST_CLASSES + 4;

  private final int classes;
  private final int[] heaviest;
  private final boolean logits;

  /**
   * The series of a model.
   *
   * @param heaviest the classes with a series of their own
   * @param logits whether the model gives logits, and so energies
   */
  OutputSeries(int classes, int[] heaviest, boolean logits) {
    this.classes = classes;
    this.heaviest = heaviest.clone();
    this.logits = logits;
    boolean ascending = heaviest.length == own(classes);
    for (int i = 0; i < heaviest.length; i++) {
      ascending &= heaviest[i] > (i == 0 ? -1 : heaviest[i - 1]) && heaviest[i] < classes;
    }
    if (!ascending) {
      throw new IllegalArgumentException(
          "heaviest must be %d of %d classes, ascending".formatted(own(classes), classes));
    }
  }

  /** Chooses the classes by their mean probability over the reference, in order of the outputs. */
  static OutputSeries of(double[] meanProbabilities, boolean logits) {
    int classes = meanProbabilities.length;
    int[] heaviest =
        IntStream.range(0, classes)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -meanProbabilities[c]))
            .limit(own(classes))
            .mapToInt(c -> c)
            .sorted()
            .toArray();
    return new OutputSeries(classes, heaviest, logits);
  }

  private static int own(int classes) {
    return classes <= MOST_CLASSES ? classes : MOST_CLASSES - 1;
  }

  int classes() {
    return classes;
  }

  int[] heaviest() {
    return heaviest.clone();
  }

  boolean logits() {
    return logits;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int c : heaviest) {
      names.add("class." + c);
    }
    if (heaviest.length < classes) {
      names.add("classes.other");
    }
    names.add("max.probability");
    names.add("entropy");
    if (logits) {
      names.add("energy");
    }
    names.add("margin");
    return List.copyOf(names);
  }

  int count() {
    return heaviest.length + (heaviest.length < classes ? 1 : 0) + (logits ? 4 : 3);
  }

  /** The values of all series for one image. */
  float[] values(Output output) {
    float[] values = new float[count()];
    float[] probabilities = output.probabilities();
    int at = 0;
    double others = 1;
    for (int c : heaviest) {
      values[at++] = probabilities[c];
      others -= probabilities[c];
    }
    if (heaviest.length < classes) {
      values[at++] = (float) Math.max(0, others);
    }
    values[at++] = output.largest();
    values[at++] = (float) output.entropy();
    if (logits) {
      values[at++] = (float) output.energy();
    }
    values[at] = output.largest() - output.second();
    return values;
  }
}
