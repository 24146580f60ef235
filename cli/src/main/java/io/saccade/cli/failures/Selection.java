package io.saccade.cli.failures;

import io.saccade.model.ErrorCode;
import java.util.Optional;
import java.util.Set;

/**
 * Which failures are meant.
 *
 * @param codes of these; of any where there is none
 * @param from time of the event, in milliseconds
 * @param to before this time
 * @param key of the event
 * @param partition of the event
 * @param limit no more than so many
 */
record Selection(
    Set<ErrorCode> codes,
    long from,
    long to,
    Optional<String> key,
    Optional<Integer> partition,
    long limit) {

  Selection {
    codes = Set.copyOf(codes);
  }

  boolean has(Failure failure) {
    long time = failure.record().timestamp();
    return time >= from
        && time < to
        && (codes.isEmpty() || codes.stream().anyMatch(code -> code.name().equals(failure.code())))
        && (key.isEmpty() || key.get().equals(failure.key()))
        && (partition.isEmpty()
            || failure.source().filter(at -> at.partition() == partition.get()).isPresent());
  }
}
