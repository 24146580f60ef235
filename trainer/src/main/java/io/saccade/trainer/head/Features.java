package io.saccade.trainer.head;

/**
 * What a frozen network makes of images, with their labels. Not copied: rows of many thousand
 * images are large, and must not be changed while this is in use.
 */
public final class Features {

  private final float[][] rows;
  private final int[] labels;
  private final int classes;

  /**
   * Features.
   *
   * @param rows one row of equal length for each image (or view of an image)
   * @param labels each row's class, from 0
   * @param classes how many classes there are
   * @throws IllegalArgumentException if they do not fit together
   * @throws FeaturesRefusedException if any is infinite or no number, as a network gives them of
   *     images that it was not made for
   */
  public Features(float[][] rows, int[] labels, int classes) throws FeaturesRefusedException {
    if (rows.length != labels.length) {
      throw new IllegalArgumentException(
          "there must be a label for each of %d rows, but were %d"
              .formatted(rows.length, labels.length));
    }
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != rows[0].length) {
        throw new IllegalArgumentException(
            "row %d must have %d features, but had %d"
                .formatted(i, rows[0].length, rows[i].length));
      }
      requireFinite(i, rows[i]);
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label %d must be from 0 to %d, but was %d".formatted(i, classes - 1, labels[i]));
      }
    }
    this.rows = rows;
    this.labels = labels;
    this.classes = classes;
  }

  private static void requireFinite(int index, float[] row) throws FeaturesRefusedException {
    for (float feature : row) {
      if (!Float.isFinite(feature)) {
        throw new FeaturesRefusedException(
            index,
            ("Features must be finite, but those of image %d have %s in them. Does the"
                    + " preprocessing belong to the base? Otherwise choose another base.")
                .formatted(index + 1, feature));
      }
    }
  }

  /** How many rows there are. */
  public int size() {
    return rows.length;
  }

  /** How many classes there are. */
  public int classes() {
    return classes;
  }

  /** Features of a row; 0 where there is no row. */
  public int width() {
    return rows.length == 0 ? 0 : rows[0].length;
  }

  float[] row(int index) {
    return rows[index];
  }

  int label(int index) {
    return labels[index];
  }

  /** Each row's class; a copy. */
  public int[] labels() {
    return labels.clone();
  }
}
