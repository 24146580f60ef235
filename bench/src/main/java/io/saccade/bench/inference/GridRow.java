package io.saccade.bench.inference;

import io.saccade.bench.pipeline.BareSetting;
import io.saccade.bench.results.Rates;
import io.saccade.bench.results.Rounded;

/**
 * One point of a grid, as the file of results has it.
 *
 * @param model its name and version
 * @param lanes how many batches may be in the model at once
 * @param threads how many threads work on one of them
 * @param batch how many images go to the model together
 * @param rate images a second, the median over the rounds
 * @param least images a second of the slowest round
 * @param most images a second of the fastest round
 */
public record GridRow(
    String model, int lanes, int threads, int batch, double rate, double least, double most) {

  static GridRow of(String model, Grid.Point point) {
    BareSetting setting = point.setting();
    Rates rates = point.rates();
    return new GridRow(
        model,
        setting.lanes(),
        setting.threads(),
        setting.batch(),
        Rounded.tenths(rates.median()),
        Rounded.tenths(rates.least()),
        Rounded.tenths(rates.most()));
  }
}
