package io.saccade.trainer.recipe;

import java.util.EnumMap;
import java.util.Map;

/** The values of flags that nobody gave. */
final class Usual {

  private Usual() {}

  /**
   * A value for every flag that need not be given.
   *
   * @param linear whether the new head is linear
   */
  static Map<Flag, String> of(Mode mode, boolean linear) {
    Map<Flag, String> usual = new EnumMap<>(Flag.class);
    for (Flag flag : Flag.values()) {
      if (!flag.usual().isEmpty()) {
        usual.put(flag, flag.usual());
      }
    }
    usual.put(Flag.THREADS, String.valueOf(Runtime.getRuntime().availableProcessors()));
    boolean regression = mode == Mode.HEAD && linear;
    usual.put(Flag.AUGMENT, mode == Mode.HEAD ? "none" : "rotate=10,shift=0.1,zoom=0.1");
    usual.put(Flag.EPOCHS, epochs(mode));
    usual.put(Flag.BATCH, mode == Mode.HEAD ? "64" : "32");
    usual.put(Flag.SCHEDULE, mode == Mode.SCRATCH ? "onecycle" : "cosine");
    usual.put(Flag.LR, regression ? "0.003" : mode == Mode.FINETUNE ? "0.0003" : "0.001");
    usual.put(Flag.WEIGHT_DECAY, regression ? "1" : "0.05");
    usual.put(Flag.LABEL_SMOOTHING, regression || mode == Mode.SCRATCH ? "0.05" : "0.1");
    usual.put(Flag.EARLY_STOP, earlyStop(mode));
    return usual;
  }

  private static String epochs(Mode mode) {
    return switch (mode) {
      case HEAD -> "60";
      case FINETUNE -> "12";
      case SCRATCH -> "20";
    };
  }

  private static String earlyStop(Mode mode) {
    return switch (mode) {
      case HEAD -> "12";
      case FINETUNE -> "5";
      case SCRATCH -> "0";
    };
  }
}
