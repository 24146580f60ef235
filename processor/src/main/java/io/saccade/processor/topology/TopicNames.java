package io.saccade.processor.topology;

import java.util.List;

/**
 * The topics of one processor.
 *
 * @param images where events come from
 * @param predictions where predictions go
 * @param failures where events go that cannot be classified
 */
public record TopicNames(String images, String predictions, String failures) {

  public TopicNames {
    for (String name : List.of(images, predictions, failures)) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a topic's name must not be blank");
      }
    }
    if (images.equals(predictions) || images.equals(failures) || predictions.equals(failures)) {
      throw new IllegalArgumentException(
          "the topics must differ, but were %s, %s and %s"
              .formatted(images, predictions, failures));
    }
  }

  /** All of them. */
  public List<String> all() {
    return List.of(images, predictions, failures);
  }
}
