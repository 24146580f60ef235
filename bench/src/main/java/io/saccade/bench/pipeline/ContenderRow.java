package io.saccade.bench.pipeline;

import io.saccade.bench.results.Rounded;
import java.util.ArrayList;
import java.util.List;

/**
 * One contender of a run without a sweep, as the file of results has it.
 *
 * @param model its name and version
 * @param contender the bare loop, plain Kafka Streams, or Saccade, with its setting
 * @param rate images a second, the median over the rounds
 * @param least images a second of the slowest round
 * @param most images a second of the fastest round
 * @param ratioToBare {@code rate} over the bare loop's
 * @param cpuMillis processor time an image, the broker's included
 */
public record ContenderRow(
    String model,
    String contender,
    double rate,
    double least,
    double most,
    double ratioToBare,
    double cpuMillis) {

  static List<ContenderRow> of(String model, Results results) {
    List<Sample> samples = new ArrayList<>(List.of(results.bare()));
    samples.addAll(results.baselines());
    samples.add(results.saccade());
    return samples.stream().map(sample -> of(model, sample, results.bare())).toList();
  }

  private static ContenderRow of(String model, Sample sample, Sample bare) {
    return new ContenderRow(
        model,
        sample.name(),
        Rounded.tenths(sample.rate()),
        Rounded.tenths(sample.slowest()),
        Rounded.tenths(sample.fastest()),
        Rounded.thousandths(sample.rate() / bare.rate()),
        Rounded.thousandths(sample.cpuMillis()));
  }
}
