package io.saccade.processor.release;

import io.saccade.schemas.avro.ModelStatus;

/**
 * What one instance does.
 *
 * @param status what it reported last
 * @param living whether it is a member of its group now
 * @param progress how far it is with the latest release
 */
public record InstanceState(ModelStatus status, boolean living, ReleaseProgress progress) {

  /** The instance's name. */
  public String name() {
    return status.getInstance();
  }
}
