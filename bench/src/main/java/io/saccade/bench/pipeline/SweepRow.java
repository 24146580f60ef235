package io.saccade.bench.pipeline;

import io.saccade.bench.results.Rounded;

/**
 * One point of a sweep, as the file of results has it.
 *
 * @param model its name and version
 * @param point the value of what is varied
 * @param partitions of the topic of images
 * @param events of one measurement
 * @param imageBytes of an encoded image, on average
 * @param bareSetting lanes, threads and batch of the bare loop
 * @param bare images a second of the bare loop, the median over the rounds
 * @param bareCpuMillis processor time an image of the bare loop
 * @param rate images a second of Saccade, the median over the rounds
 * @param least images a second of Saccade's slowest round
 * @param most images a second of Saccade's fastest round
 * @param ratioToBare {@code rate / bare}
 * @param cpuMillis processor time an image of Saccade and the broker
 * @param rssMib resident memory after Saccade's last round, while it still runs
 * @param heapMib heap in use then, after a collection
 */
public record SweepRow(
    String model,
    int point,
    int partitions,
    int events,
    long imageBytes,
    String bareSetting,
    double bare,
    double bareCpuMillis,
    double rate,
    double least,
    double most,
    double ratioToBare,
    double cpuMillis,
    long rssMib,
    long heapMib) {

  static SweepRow of(
      int point, Workload workload, BareSetting setting, Pair measured, Memory memory) {
    Sample bare = measured.bare();
    Sample saccade = measured.saccade();
    return new SweepRow(
        workload.modelName(),
        point,
        workload.partitions(),
        workload.events(),
        Math.round(workload.meanBytes()),
        setting.toString(),
        Rounded.tenths(bare.rate()),
        Rounded.thousandths(bare.cpuMillis()),
        Rounded.tenths(saccade.rate()),
        Rounded.tenths(saccade.slowest()),
        Rounded.tenths(saccade.fastest()),
        Rounded.thousandths(saccade.rate() / bare.rate()),
        Rounded.thousandths(saccade.cpuMillis()),
        memory.rssMib(),
        memory.heapMib());
  }

  /** Measured in turns. */
  record Pair(Sample bare, Sample saccade) {}
}
