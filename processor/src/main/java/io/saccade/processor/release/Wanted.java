package io.saccade.processor.release;

import java.util.Optional;
import java.util.function.Function;

/**
 * What is wanted of one part of a release.
 *
 * @param <T> what the part is
 */
public sealed interface Wanted<T> {

  /** The part stays as it is. */
  record Unchanged<T>() implements Wanted<T> {}

  /** The part is not wanted any more. */
  record Ended<T>() implements Wanted<T> {}

  /** The part is to be this. */
  record Chosen<T>(T part) implements Wanted<T> {}

  /** What the operator chose anew, if anything. */
  default Optional<T> chosen() {
    return this instanceof Chosen<T> choice ? Optional.of(choice.part()) : Optional.empty();
  }

  /** The same about what the part becomes. */
  default <R> Wanted<R> map(Function<T, R> change) {
    if (this instanceof Chosen<T> choice) {
      return new Chosen<>(change.apply(choice.part()));
    }
    return this instanceof Ended<T> ? new Ended<>() : new Unchanged<>();
  }
}
