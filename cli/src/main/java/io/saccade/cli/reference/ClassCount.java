package io.saccade.cli.reference;

import io.saccade.model.drift.ReferenceProfile;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often a class is in a reference.
 *
 * @param label its name
 * @param predicted the share of images that were called so
 * @param truth the share of images with a true label that are so, NaN without any
 * @param found the share of these that were called so, NaN without any
 */
record ClassCount(String label, double predicted, double truth, double found) {

  /** Those of all classes, the most frequently predicted first. */
  static List<ClassCount> of(List<String> labels, ReferenceProfile profile) {
    double[] truths = new double[labels.size()];
    double[] found = new double[labels.size()];
    profile
        .confusion()
        .ifPresent(
            confusion ->
                confusion
                    .counts()
                    .forEach(
                        (cell, count) -> {
                          truths[cell.truth()] += count;
                          found[cell.truth()] += cell.truth() == cell.predicted() ? count : 0;
                        }));
    double labelled = IntStream.range(0, truths.length).mapToDouble(c -> truths[c]).sum();
    return IntStream.range(0, labels.size())
        .mapToObj(
            c ->
                new ClassCount(
                    labels.get(c),
                    profile.sums().label(c) / (double) profile.images(),
                    truths[c] / labelled,
                    found[c] / truths[c]))
        .sorted(Comparator.comparingDouble(ClassCount::predicted).reversed())
        .toList();
  }
}
