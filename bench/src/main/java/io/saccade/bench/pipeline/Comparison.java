package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Measures the bare loop, plain Kafka Streams and Saccade in turns, over one backlog. */
final class Comparison {

  private final Workload workload;
  private final BareSetting setting;
  private final Map<String, String> settings;
  private final Effort effort;

  /**
   * A comparison of all contenders.
   *
   * @param setting of the bare loop
   * @param settings of the processor, where they differ from its defaults
   */
  Comparison(Workload workload, BareSetting setting, Map<String, String> settings, Effort effort) {
    this.workload = workload;
    this.setting = setting;
    this.settings = settings;
    this.effort = effort;
  }

  Results measure(Rounds.Listener listener)
      throws IOException, CommandFailedException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    try (WorkFolder folder = new WorkFolder();
        BrokerProcess broker = BrokerProcess.start(folder.path().resolve("broker"));
        BareLoop bare = new BareLoop(workload, setting)) {
      Kafka kafka = new Kafka(broker.bootstrap(), broker.registry());
      BrokerWarmUp.run(kafka, effort.warmUp());
      Backlog.publish(kafka, workload);
      Contender saccade = new SaccadeRun(kafka, workload, folder.path(), settings);
      Contender baseline = new Baseline(kafka, workload, folder.path(), cores);
      Rounds measuring = new Rounds(effort, workload.events(), new MachineClock(broker), listener);
      measuring.warmUp(List.of(bare, baseline, saccade));
      Contender oneThread = new Baseline(kafka, workload, folder.path(), 1);
      return Results.of(measuring.measure(List.of(bare, oneThread, baseline, saccade)));
    }
  }
}
