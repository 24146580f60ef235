package io.saccade.processor.drift;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Judges the windows of many keys that end together, so that false alarms are as rare among all of
 * them as they would be of one key.
 */
public final class FleetScope {

  private FleetScope() {}

  /**
   * The rule for one key among many, by the procedure of Benjamini and Hochberg (1995): while
   * nothing changes anywhere, some key is below a level as often as a lone key would be; where many
   * keys change, most of the level is left to each.
   *
   * @param rule the rule of a lone key
   * @param ps of the windows of all keys, this one included
   */
  public static AlarmRule within(AlarmRule rule, DoubleStream ps) {
    double[] ascending = ps.toArray();
    Arrays.sort(ascending);
    if (ascending.length == 0) {
      return rule;
    }
    return new AlarmRule(
        level(rule.single(), ascending), level(rule.pair(), ascending), rule.minEffect());
  }

  private static double level(double level, double[] ascending) {
    double step = level / ascending.length;
    for (int passing = ascending.length; passing > 1; passing--) {
      if (ascending[passing - 1] <= passing * step) {
        return passing * step;
      }
    }
    return step;
  }
}
