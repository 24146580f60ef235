package io.saccade.cli.release;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.schemas.SchemaException;
import java.util.Optional;
import java.util.Set;

/** The models that a command is about. */
final class ChosenModels {

  private ChosenModels() {}

  static Set<String> of(ReleaseDesk desk, Optional<String> wanted)
      throws CommandFailedException, SchemaException, InterruptedException {
    Set<String> known = desk.models();
    if (known.isEmpty()) {
      throw new CommandFailedException(
          "nothing was released or reported yet; start a processor, or begin with `release set`");
    }
    if (wanted.isPresent() && !known.contains(wanted.get())) {
      throw new CommandFailedException(
          "nothing is known of the model %s; there are %s"
              .formatted(ReleaseText.plain(wanted.get()), String.join(", ", known)));
    }
    return wanted.map(Set::of).orElse(known);
  }
}
