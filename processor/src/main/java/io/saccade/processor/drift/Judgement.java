package io.saccade.processor.drift;

import io.saccade.model.calibration.PValues;
import io.saccade.model.drift.Distances;
import io.saccade.model.drift.Effects;

/**
 * What a window says.
 *
 * @param worth as how many independent images it was judged
 * @param distances how far it is from the reference
 * @param pValues whether that is real: how likely it is if nothing has changed
 * @param effects whether it is big, whatever the number of images
 */
public record Judgement(int worth, Distances distances, PValues pValues, Effects effects) {

  /** Where a key stands after this window. */
  public AlarmState after(AlarmState before, Window window, AlarmRule rule) {
    return before.judged(pValues.joint(), effects.largest(), window.endMillis(), rule);
  }
}
