package io.saccade.trainer.tune;

/**
 * The images of one step, as they enter what is trained.
 *
 * @param epoch that the step is of, from 1
 * @param step of the epoch, from 0
 * @param input the values, row by row
 * @param dims of the input
 * @param targets what is to be answered, a row an image
 * @param labels the class of each image
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Batch(int epoch, int step, float[] input, long[] dims, float[] targets, int[] labels) {

  int rows() {
    return labels.length;
  }

  /** How many of these scores, a row an image, are highest where the label is. */
  int right(float[] scores) {
    int classes = scores.length / rows();
    int right = 0;
    for (int row = 0; row < rows(); row++) {
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = scores[row * classes + k] > scores[row * classes + best] ? k : best;
      }
      right += best == labels[row] ? 1 : 0;
    }
    return right;
  }
}
