package io.saccade.model.calibration;

import io.saccade.model.drift.Distances;

/** What can drift, each blind to some shift that another one sees. */
public enum Family {
  LABELS,
  SOFTMAX,
  FEATURES,
  IMAGE;

  /** This family's distance. */
  public double of(Distances distances) {
    return switch (this) {
      case LABELS -> distances.labels();
      case SOFTMAX -> distances.softmax();
      case FEATURES -> distances.features();
      case IMAGE -> distances.image();
    };
  }

  /** How its distances fall where nothing has changed, as {@link Tail} has it. */
  int power() {
    return switch (this) {
      case LABELS, FEATURES -> 1;
      case SOFTMAX, IMAGE -> 2;
    };
  }
}
