package io.saccade.processor.release;

import io.saccade.schemas.avro.ModelRelease;

/**
 * A release and its place in the topic, which is its clock.
 *
 * @param release what is to serve
 * @param partition of the topic of releases
 * @param offset in that partition
 */
public record IssuedRelease(ModelRelease release, int partition, long offset) {

  /** Whether this one counts where both are there. */
  public boolean isAfter(IssuedRelease other) {
    return partition == other.partition
        ? offset > other.offset
        : release.getEpoch() > other.release.getEpoch();
  }
}
