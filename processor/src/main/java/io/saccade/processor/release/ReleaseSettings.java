package io.saccade.processor.release;

import java.util.Optional;

/**
 * Whether and how releases are followed.
 *
 * @param follow whether they are; otherwise only {@code model.bundle} is served
 * @param topics where they are, and where is said what is done about them
 * @param model the name of the model, where no bundle says it
 * @param instance what this instance calls itself: at the start of its clients' ids, so that it is
 *     seen among the members of the group
 */
public record ReleaseSettings(
    boolean follow, ReleaseTopics topics, Optional<String> model, String instance) {

  public ReleaseSettings {
    if (instance.isBlank()) {
      throw new IllegalArgumentException("instance must not be blank");
    }
  }
}
