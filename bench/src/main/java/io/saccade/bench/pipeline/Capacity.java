package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How many images a second Saccade takes from a backlog. */
public final class Capacity {

  private Capacity() {}

  /**
   * The median over the rounds, each with a processor of its own; some go before that are not
   * measured. Publishes the backlog first.
   *
   * @param folder where processors keep their state
   * @param settings what differs from the processor's defaults
   * @throws CommandFailedException if the processor does not start, or loses an event
   */
  public static double measure(
      BrokerProcess broker,
      Workload workload,
      Path folder,
      Map<String, String> settings,
      Effort effort)
      throws CommandFailedException, IOException, InterruptedException {
    Kafka kafka = new Kafka(broker.bootstrap(), broker.registry());
    BrokerWarmUp.run(kafka, effort.warmUp());
    Backlog.publish(kafka, workload);
    List<Contender> saccade = List.of(new SaccadeRun(kafka, workload, folder, settings));
    Rounds measuring =
        new Rounds(
            effort, workload.events(), new MachineClock(broker), (round, contender, cost) -> {});
    measuring.warmUp(saccade);
    return measuring.measure(saccade).get(0).rate();
  }
}
