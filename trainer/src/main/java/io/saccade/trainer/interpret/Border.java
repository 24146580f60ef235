package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.GraphRefusedException;

/** What a border repeats, where it is not a constant. */
enum Border {
  EDGE {
    @Override
    long source(long at, long length) {
      return Math.max(0, Math.min(length - 1, at));
    }
  },
  REFLECT {
    @Override
    long source(long at, long length) {
      long period = Math.max(1, 2 * (length - 1));
      long within = Math.floorMod(at, period);
      return within < length ? within : period - within;
    }
  },
  WRAP {
    @Override
    long source(long at, long length) {
      return Math.floorMod(at, length);
    }
  };

  /** The border of this name. */
  static Border of(Call<?> call, String mode) throws GraphRefusedException {
    return switch (mode) {
      case "edge" -> EDGE;
      case "reflect" -> REFLECT;
      case "wrap" -> WRAP;
      default -> throw call.refused("there is no border of the mode " + mode);
    };
  }

  /** The entry that stands at this place, which may lie outside. */
  abstract long source(long at, long length);
}
