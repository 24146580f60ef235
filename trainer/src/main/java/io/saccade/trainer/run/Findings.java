package io.saccade.trainer.run;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tune.LrFinder;
import io.saccade.trainer.tune.PrecisionTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a training finds out for itself because its recipe leaves it open. What was found before an
 * interruption stands, or the rest would be of another training.
 */
final class Findings {

  private static final double NANOS_A_MILLI = 1e6;

  private final TrainingFolder folder;
  private final Narration narration;
  private final Map<Flag, String> settings = new EnumMap<>(Flag.class);

  /** Finds something out. */
  @FunctionalInterface
  private interface Search {
    String run()
        throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException;
  }

  Findings(TrainingFolder folder, Narration narration) {
    this.folder = folder;
    this.narration = narration;
  }

  /** What was found, as the settings that would have said it. */
  Map<Flag, String> settings() {
    return Collections.unmodifiableMap(settings);
  }

  /** The precision that is faster here: one for all parts of a training. */
  Precision precision(PrecisionTrial trial)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    Precision precision = Precision.valueOf(kept("precision", () -> timed(trial)));
    String before = settings.put(Flag.PRECISION, precision.word());
    if (before != null) {
      return precision;
    }
    narration.notice(
        ("Trains in %s precision, found to be the faster one here. Name it with --precision %s to have the"
                + " same bytes on another machine.")
            .formatted(precision.word(), precision.word()));
    return precision;
  }

  private String timed(PrecisionTrial trial)
      throws GraphRefusedException, IOException, TrainingFailedException {
    PrecisionTrial.Times times = trial.run();
    narration.notice(
        "A step takes %.1f ms in full precision, and %.1f ms in bfloat16."
            .formatted(
                times.full().toNanos() / NANOS_A_MILLI, times.narrow().toNanos() / NANOS_A_MILLI));
    return times.better().name();
  }

  /** A learning rate that suits a part of a training. */
  double rate(String part, LrFinder finder)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    String found = kept("rate-" + part, () -> String.valueOf(finder.run(narration).suggestion()));
    settings.put(Flag.LR, found);
    settings.put(Flag.LR_FIND, "false");
    double rate = Double.parseDouble(found);
    narration.notice("Found a learning rate of %.2g.".formatted(rate));
    return rate;
  }

  private String kept(String name, Search search)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    Path file = folder.found(name);
    if (!Files.exists(file)) {
      Path draft = file.resolveSibling(name + ".new");
      Files.writeString(draft, search.run());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file);
  }
}
