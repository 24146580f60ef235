package io.saccade.processor.dashboard;

import io.saccade.schemas.avro.Prediction;
import java.util.Base64;
import java.util.List;

/**
 * An image that came through, as the page has it.
 *
 * @param id counts them
 * @param event the id of its event
 * @param labels what the model said, the most probable first
 * @param version the version that said it
 * @param cohort as what that answered
 * @param at when, in milliseconds of the epoch
 * @param jpeg a small JPEG, in Base64
 */
record Picture(
    long id, String event, List<Said> labels, String version, String cohort, long at, String jpeg) {

  private static final int LABELS = 3;

  /** A class and its probability. */
  record Said(String name, double p) {}

  static Picture of(long id, Prediction prediction, long at, byte[] jpeg) {
    return new Picture(
        id,
        prediction.getEventId(),
        prediction.getLabels().stream()
            .limit(LABELS)
            .map(label -> new Said(label.getName(), label.getProbability()))
            .toList(),
        prediction.getModel().getVersion(),
        prediction.getCohort().toString(),
        at,
        Base64.getEncoder().encodeToString(jpeg));
  }
}
