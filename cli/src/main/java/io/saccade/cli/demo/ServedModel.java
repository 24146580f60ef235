package io.saccade.cli.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that the demo serves.
 *
 * @param lesson how it came to be, where it was trained for the occasion
 */
record ServedModel(Path bundle, Optional<Lesson> lesson) {

  /** A model that the user has. */
  static ServedModel given(Path bundle) {
    return new ServedModel(bundle, Optional.empty());
  }
}
