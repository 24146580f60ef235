package io.saccade.processor.release;

import io.saccade.processor.serving.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to serve, as the operator has it; or the bundle that the processor was started with, of
 * which {@link ReleaseId#NONE} is the place.
 *
 * @param id its place in the topic of releases, which is its clock
 * @param model the name of the model
 * @param epoch its number, for people; 0 where there is none
 * @param required the versions that must all be ready before any of them serves: one primary, at
 *     most one canary and one shadow, in this order
 * @param previous the version to be held ready for a rollback
 * @param issuedAt when it was issued
 * @param issuedBy who issued it; empty where nobody did
 * @param reason why; may be empty
 */
public record Release(
    ReleaseId id,
    String model,
    long epoch,
    List<NamedVersion> required,
    Optional<NamedVersion> previous,
    Optional<Instant> issuedAt,
    String issuedBy,
    String reason) {

  public Release {
    required = List.copyOf(required);
  }
}
