package io.saccade.cli.reference;

import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Family;
import io.saccade.processor.drift.AlarmRule;
import io.saccade.processor.drift.Scale;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far from a reference windows alarm.
 *
 * @param reference the reference
 * @param every how often a false alarm is tolerable
 */
public record AlarmTable(CalibratedReference reference, Duration every) {

  /** By how long windows are, when they alarm. */
  AlarmRule rule(Scale scale) {
    return AlarmRule.every(every, scale, Scale.values().length, AlarmRule.DEFAULT_EFFECT);
  }

  /**
   * The distance of one family at which a window alarms, by it and by itself alone; infinite where
   * too few windows were drawn for so rare an alarm, so that it takes two of three.
   */
  double distance(int size, Family family, Scale scale) {
    return reference.nulls().judgedAt(size, family, rule(scale).single());
  }

  /**
   * The same as an effect, which is comparable between sizes.
   *
   * @param family softmax or image, whose distances are effects times the root of the sizes
   */
  double effect(int size, Family family, Scale scale) {
    double images = reference.profile().images();
    return distance(size, family, scale) / Math.sqrt(size * images / (size + images));
  }

  /** The effect from which on a window may alarm by the softmax or the images alone. */
  double leastEffect(int size, Scale scale) {
    double seen = Math.min(effect(size, Family.SOFTMAX, scale), effect(size, Family.IMAGE, scale));
    return Math.max(seen, AlarmRule.DEFAULT_EFFECT);
  }

  /** Whether there are windows of these sizes that alarm by themselves at no distance at all. */
  boolean isTooRare(List<Integer> sizes, Scale scale) {
    return sizes.stream()
        .anyMatch(
            size ->
                Stream.of(Family.values())
                    .noneMatch(family -> Double.isFinite(distance(size, family, scale))));
  }

  /** All sizes of windows that were calibrated, ascending. */
  List<Integer> sizes() {
    return reference.nulls().sizes();
  }

  /** A few of them, from the smallest to the largest. */
  List<Integer> some(int count) {
    List<Integer> sizes = sizes();
    int last = sizes.size() - 1;
    return IntStream.range(0, count)
        .map(i -> Math.round(last * i / (count - 1f)))
        .distinct()
        .mapToObj(sizes::get)
        .toList();
  }

  /** How often a false alarm is tolerable, in words. */
  String often() {
    return every.equals(Duration.ofDays(every.toDays()))
        ? "%,d days".formatted(every.toDays())
        : every.toString();
  }

  static String spoken(Scale scale) {
    return switch (scale) {
      case FIVE_MINUTES -> "5 minutes";
      case HOUR -> "an hour";
      case DAY -> "a day";
    };
  }
}
