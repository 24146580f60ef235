package io.saccade.trainer.data;

import io.saccade.trainer.data.DataRefusedException.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Splits each class by the same shares, in an order that depends on the seed and the names alone.
 * Where the data set itself says what an image is for, that stands: its test images are not trained
 * on, and of its training images shares are taken only for the parts that it does not name.
 */
public final class Splitter {

  private final double validation;
  private final double test;
  private final long seed;

  /**
   * A split to be made.
   *
   * @param validation the share of images for validation, at least 0
   * @param test the share of images for the test, at least 0
   * @throws DataRefusedException if the shares are negative or leave nothing to learn from
   */
  public Splitter(double validation, double test, long seed) throws DataRefusedException {
    if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
      throw new DataRefusedException(
          Fault.SPLIT,
          "The shares for validation and test must be at least 0 and together less than 1, but were %s and %s."
              .formatted(validation, test));
    }
    this.validation = validation;
    this.test = test;
    this.seed = seed;
  }

  /**
   * The parts, each sorted by name.
   *
   * @throws DataRefusedException if a part that there is to be would have no image of some class
   */
  public Split split(LabelledImages images) throws DataRefusedException {
    Map<Part, List<Sample>> parts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      parts.put(part, new ArrayList<>());
    }
    List<List<Sample>> open = new ArrayList<>();
    images.classes().forEach(name -> open.add(new ArrayList<>()));
    for (Sample sample : images.samples()) {
      if (sample.given() == null || sample.given() == Part.TRAINING) {
        open.get(sample.label()).add(sample);
      } else {
        part(parts, sample.given()).add(sample);
      }
    }
    double forValidation = part(parts, Part.VALIDATION).isEmpty() ? validation : 0;
    double forTest = part(parts, Part.TEST).isEmpty() ? test : 0;
    for (int label = 0; label < open.size(); label++) {
      List<Sample> samples = open.get(label);
      Collections.shuffle(samples, new Random(Seeds.mix(seed, label)));
      int validated = count(samples.size(), forValidation);
      int tested = count(samples.size(), forTest);
      int learned = Math.max(0, samples.size() - validated - tested);
      part(parts, Part.TRAINING).addAll(samples.subList(0, learned));
      List<Sample> rest = samples.subList(learned, samples.size());
      int cut = Math.min(validated, rest.size());
      part(parts, Part.VALIDATION).addAll(rest.subList(0, cut));
      part(parts, Part.TEST).addAll(rest.subList(cut, rest.size()));
    }
    return checked(images, parts);
  }

  /** At least one where there is a share at all, so that a small class is in every part. */
  private static int count(int images, double share) {
    return share == 0 ? 0 : (int) Math.max(1, Math.round(images * share));
  }

  private static Split checked(LabelledImages images, Map<Part, List<Sample>> parts)
      throws DataRefusedException {
    List<String> classes = images.classes();
    for (Part part : Part.values()) {
      List<Sample> samples = part(parts, part);
      int[] counts = LabelledImages.counts(samples, classes.size());
      List<String> missing =
          classes.stream().filter(name -> counts[classes.indexOf(name)] == 0).toList();
      if (!missing.isEmpty() && !(samples.isEmpty() && part != Part.TRAINING)) {
        throw new DataRefusedException(
            Fault.SPLIT,
            "The %s part would have no image of %s. Add images of it, or take away the share of a part."
                .formatted(part.word(), LabelledImages.quoted(missing)));
      }
      samples.sort(Comparator.comparing(Sample::name));
    }
    return new Split(
        part(parts, Part.TRAINING), part(parts, Part.VALIDATION), part(parts, Part.TEST));
  }

  private static List<Sample> part(Map<Part, List<Sample>> parts, Part part) {
    List<Sample> samples = parts.get(part);
    if (samples == null) {
      throw new IllegalStateException("no list for " + part);
    }
    return samples;
  }
}
