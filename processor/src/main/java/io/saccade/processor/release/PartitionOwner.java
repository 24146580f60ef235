package io.saccade.processor.release;

import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who had a partition when it said where a release begins.
 *
 * @param group its consumer group; two groups each have every partition
 * @param instance its name; the same one may have a partition more than once
 * @param generation of the consumer group; negative where it is not known
 * @param since when it took the partition, by its own clock; empty in records of before there was
 *     such a field
 */
record PartitionOwner(String group, String instance, int generation, Optional<Instant> since) {

  /**
   * As far as clocks of hosts differ. Generations that contradict clocks by more are of two groups
   * of the same name: one that was deleted and made again counts from the beginning.
   */
  static final Duration CLOCKS = Duration.ofMinutes(1);

  static PartitionOwner of(ModelStatus status, FirstOffset first) {
    return new PartitionOwner(
        status.getGroup(),
        status.getInstance(),
        first.getGeneration(),
        Optional.ofNullable(first.getSince()));
  }

  /** Whether it had the partition after the other one; no where that cannot be told. */
  boolean isLaterThan(PartitionOwner other) {
    if (!group.equals(other.group) || since.isEmpty() || other.since.isEmpty()) {
      return false;
    }
    Duration ahead = Duration.between(other.since.get(), since.get());
    boolean counted = generation >= 0 && other.generation >= 0 && generation != other.generation;
    if (counted && ahead.abs().compareTo(CLOCKS) <= 0) {
      return generation > other.generation;
    }
    return ahead.compareTo(Duration.ZERO) > 0;
  }

  /** Whether it is the same one, and has had the partition all the time. */
  boolean isSame(PartitionOwner other) {
    return group.equals(other.group)
        && instance.equals(other.instance)
        && since.equals(other.since);
  }
}
