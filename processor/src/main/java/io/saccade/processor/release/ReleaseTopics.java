package io.saccade.processor.release;

/**
 * The topics of releases.
 *
 * @param releases what operators want
 * @param status what the instances do about it
 */
public record ReleaseTopics(String releases, String status) {

  /** The names that the settings have by default. */
  public static final ReleaseTopics DEFAULT = new ReleaseTopics("model-releases", "model-status");
}
