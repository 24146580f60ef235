package io.saccade.processor.accuracy;

/**
 * What is kept of a prediction until its label comes.
 *
 * @param stream whose answer it is
 * @param place where its event stands: the same place is the same prediction, however often it is
 *     read
 * @param time of the event, in milliseconds
 * @param predicted the class
 * @param confidence the probability that the model gave it, in millionths
 * @param calibrated the same after the temperature of the version's reference; -1 without one
 */
public record Answer(
    AnswerStream stream, Place place, long time, int predicted, int confidence, int calibrated) {

  /** One, as probabilities are counted here. */
  public static final int ONE = 1_000_000;

  /**
   * Where an event stands in Kafka.
   *
   * @param topic a number that is the same for the same name
   */
  public record Place(int topic, int partition, long offset) {}

  /** Refuses what is no probability. */
  public Answer {
    if (confidence < 0 || confidence > ONE || calibrated < -1 || calibrated > ONE) {
      throw new IllegalArgumentException(
          "confidence and calibrated must be millionths up to one, but were %d and %d"
              .formatted(confidence, calibrated));
    }
  }

  /** How probable it is that the answer is right, as far as anybody knows, in millionths. */
  int expected() {
    return calibrated < 0 ? confidence : calibrated;
  }

  boolean isSameAs(Answer other) {
    return place.equals(other.place) && stream.sha256().equals(other.stream.sha256());
  }
}
