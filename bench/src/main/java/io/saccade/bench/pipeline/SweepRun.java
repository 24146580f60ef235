package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the bare loop and Saccade in turns at each point of a sweep. Each point has a broker of
 * its own, so that none starts with the topics of the one before.
 */
final class SweepRun {

  private final Sweep sweep;
  private final Effort effort;
  private final Map<String, String> settings;
  private final Points points;
  private final @Nullable BareSetting given;
  private @Nullable BareSetting found;

  /** Makes what is measured at a point. */
  interface Points {
    Workload workload(Path bundle, int point)
        throws IOException, CommandFailedException, BundleRefusedException;
  }

  /**
   * A sweep of one model.
   *
   * @param settings of the processor, where they differ from its defaults
   * @param given how the bare loop runs, or null to look for its best
   */
  SweepRun(
      Sweep sweep,
      Effort effort,
      Map<String, String> settings,
      Points points,
      @Nullable BareSetting given) {
    this.sweep = sweep;
    this.effort = effort;
    this.settings = settings;
    this.points = points;
    this.given = given;
  }

  /** Measures all points, and hands each on when it is done. */
  List<SweepRow> measure(Path bundle, List<Integer> values, Consumer<SweepRow> listener)
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    List<SweepRow> rows = new ArrayList<>();
    for (int value : values) {
      SweepRow row = measure(value, points.workload(bundle, value));
      listener.accept(row);
      rows.add(row);
    }
    return rows;
  }

  private SweepRow measure(int value, Workload workload)
      throws IOException, CommandFailedException, InterruptedException {
    BareSetting setting = bareSetting(workload);
    try (WorkFolder folder = new WorkFolder();
        BrokerProcess broker = BrokerProcess.start(folder.path().resolve("broker"));
        BareLoop bare = new BareLoop(workload, setting)) {
      Kafka kafka = new Kafka(broker.bootstrap(), broker.registry());
      BrokerWarmUp.run(kafka, effort.warmUp());
      Backlog.publish(kafka, workload);
      MachineClock clock = new MachineClock(broker);
      SaccadeRun saccade = new SaccadeRun(kafka, workload, folder.path(), settings(value));
      Rounds rounds = new Rounds(effort, workload.events(), clock, (round, contender, cost) -> {});
      rounds.warmUp(List.of(bare, saccade));
      List<Sample> samples = rounds.measure(List.of(bare, saccade));
      return SweepRow.of(
          value,
          workload,
          setting,
          new SweepRow.Pair(samples.get(0), samples.get(1)),
          saccade.memory());
    }
  }

  /** Of a model, the best is looked for once; again where the images change. */
  private BareSetting bareSetting(Workload workload)
      throws CommandFailedException, InterruptedException {
    if (given != null) {
      return given;
    }
    BareSetting setting = sweep == Sweep.SIZE ? null : found;
    if (setting == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      setting =
          new BareSearch(workload, BareSearch.Patience.usual()).best(BareSetting.candidates(cores));
      found = setting;
    }
    return setting;
  }

  private Map<String, String> settings(int value) {
    Map<String, String> all = new HashMap<>(settings);
    if (sweep == Sweep.THREADS) {
      all.put("stream.threads", Integer.toString(value));
    }
    return all;
  }
}
