package io.saccade.trainer.data;

import java.util.Locale;
import java.util.Optional;

/** What an image is used for. */
public enum Part {
  /** Weights are learned from it. */
  TRAINING,
  /** The best weights are chosen by it. */
  VALIDATION,
  /** It is looked at once, at the end. */
  TEST;

  /** The part that folders and cells of this name mean, if they mean one. */
  static Optional<Part> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Optional.of(TRAINING);
      case "val", "valid", "validation" -> Optional.of(VALIDATION);
      case "test", "testing" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }

  /** The part's name within a sentence. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
