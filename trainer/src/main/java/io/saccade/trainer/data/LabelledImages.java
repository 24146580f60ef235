package io.saccade.trainer.data;

import io.saccade.trainer.data.DataRefusedException.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** Images that were looked at and found sound, of at least two classes, each with at least one. */
public final class LabelledImages {

  /** So many reasons stand in a message; the whole list is {@link #leftOut}. */
  private static final int SHOWN = 3;

  private final Listing listing;
  private final String hash;

  private LabelledImages(Listing listing, String hash) {
    this.listing = listing;
    this.hash = hash;
  }

  static LabelledImages of(Listing listing, String hash) throws DataRefusedException {
    List<String> classes = listing.classes();
    if (classes.size() < 2) {
      throw new DataRefusedException(
          Fault.CLASSES,
          "There must be at least 2 classes, but there is %s.%s"
              .formatted(
                  classes.isEmpty() ? "none" : "only \"%s\"".formatted(classes.get(0)),
                  leftOutOf(listing.leftOut())));
    }
    for (String name : classes) {
      if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
        throw new DataRefusedException(
            Fault.CLASSES,
            "A class must have a name of one line, but one is called \"%s\"; rename it."
                .formatted(name));
      }
    }
    int[] counts = counts(listing.samples(), classes.size());
    List<String> empty = classes.stream().filter(c -> counts[classes.indexOf(c)] == 0).toList();
    if (!empty.isEmpty()) {
      throw new DataRefusedException(
          Fault.EMPTY_CLASS,
          "Every class must have at least 1 image that can be read, but these have none: %s.%s"
              .formatted(quoted(empty), leftOutOf(listing.leftOut())));
    }
    return new LabelledImages(listing, hash);
  }

  private static String leftOutOf(List<LeftOut> leftOut) {
    if (leftOut.isEmpty()) {
      return "";
    }
    String some =
        leftOut.stream().limit(SHOWN).map(LeftOut::toString).collect(Collectors.joining(" "));
    return " Left out are %d; %s%s"
        .formatted(leftOut.size(), some, leftOut.size() > SHOWN ? " ..." : "");
  }

  static String quoted(List<String> names) {
    return names.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
  }

  /** How many of the samples each class has. */
  static int[] counts(List<Sample> samples, int classes) {
    int[] counts = new int[classes];
    samples.forEach(sample -> counts[sample.label()]++);
    return counts;
  }

  /** The names of the classes; a label is an index of this list. */
  public List<String> classes() {
    return listing.classes();
  }

  /** Every image, sorted by name. */
  public List<Sample> samples() {
    return listing.samples();
  }

  /** What is not trained on, and why, sorted by name. */
  public List<LeftOut> leftOut() {
    return listing.leftOut();
  }

  /** SHA-256 over the sorted names, their classes and contents, as 64 hexadecimal digits. */
  public String hash() {
    return hash;
  }
}
