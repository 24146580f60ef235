package io.saccade.trainer.data;

import java.util.List;

/**
 * What a source has, before any image was looked at.
 *
 * @param classes the names of the classes; a label is an index of this list
 * @param samples sorted by name
 * @param leftOut what is no sample, sorted by name
 */
public record Listing(List<String> classes, List<Sample> samples, List<LeftOut> leftOut) {

  /** Copies the lists. */
  public Listing {
    classes = List.copyOf(classes);
    samples = List.copyOf(samples);
    leftOut = List.copyOf(leftOut);
  }
}
