package io.saccade.bench.pipeline;

import io.saccade.bench.results.Rates;
import io.saccade.bench.results.Rounded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one setting costs, as the file of results has it.
 *
 * @param model its name and version
 * @param setting as {@code name=value}; or the processor as it is, or that once more
 * @param rate images a second, the median over the rounds
 * @param ratio to the processor as it is, within a round: the median over the rounds
 * @param leastRatio of the rounds
 * @param mostRatio of the rounds
 * @param cpuMillis processor time an image, the broker's included
 */
public record SettingRow(
    String model,
    String setting,
    double rate,
    double ratio,
    double leastRatio,
    double mostRatio,
    double cpuMillis) {

  /** Of samples whose first is the processor as it is. */
  static List<SettingRow> of(String model, List<Sample> samples) {
    Sample asItIs = samples.get(0);
    List<SettingRow> rows = new ArrayList<>();
    for (Sample sample : samples) {
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < sample.costs().size(); round++) {
        ratios.add(sample.costs().get(round).rate() / asItIs.costs().get(round).rate());
      }
      rows.add(
          new SettingRow(
              model,
              sample.name(),
              Rounded.tenths(sample.rate()),
              Rounded.thousandths(new Rates(ratios).median()),
              Rounded.thousandths(Collections.min(ratios)),
              Rounded.thousandths(Collections.max(ratios)),
              Rounded.thousandths(sample.cpuMillis())));
    }
    return rows;
  }
}
