package io.saccade.bench.latency;

import io.saccade.bench.pipeline.Workload;
import io.saccade.bench.results.Rounded;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One load, as {@code latency.json} has it: the rows of a {@link
 * io.saccade.bench.results.Measured}, in the order of the models and their loads. All durations are
 * in milliseconds.
 *
 * @param model its name and version
 * @param images how many different ones there are
 * @param imageBytes of an encoded image, on average
 * @param partitions of the topic of events
 * @param arrivals how events were spread over time, {@code constant} or {@code poisson}
 * @param seconds how long each round measured the load
 * @param rounds how often it was measured; the figures are their medians
 * @param latencyTargetMillis what {@code violationRate} counts against, or null
 * @param capacity images a second of Saccade from a backlog, in the same run
 * @param bareMillis decode and infer of one image at a time, on one thread, in the same run
 * @param load in per cent of the capacity
 * @param figures what was measured at it
 */
public record LatencyRow(
    String model,
    int images,
    long imageBytes,
    int partitions,
    String arrivals,
    long seconds,
    int rounds,
    @Nullable Long latencyTargetMillis,
    double capacity,
    Percentiles bareMillis,
    int load,
    Figures figures) {

  static List<LatencyRow> of(Workload workload, Plan plan, LatencyResults results) {
    return results.loads().stream()
        .map(
            at ->
                new LatencyRow(
                    workload.modelName(),
                    workload.images().size(),
                    Math.round(workload.meanBytes()),
                    workload.partitions(),
                    plan.arrivals().toString(),
                    plan.window().toSeconds(),
                    plan.rounds(),
                    plan.latencyTarget().map(Duration::toMillis).orElse(null),
                    Rounded.tenths(results.capacity()),
                    results.bare(),
                    at.load(),
                    at.figures()))
        .toList();
  }
}
