package io.saccade.trainer.data;

import java.util.List;

/**
 * What is learned from, chosen by and tested on. No image is in two of them.
 *
 * @param training never empty; every class is in it
 * @param validation empty where none was asked for and the data set names none
 * @param test empty where none was asked for and the data set names none
 */
public record Split(List<Sample> training, List<Sample> validation, List<Sample> test) {

  /** Copies the lists. */
  public Split {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }
}
