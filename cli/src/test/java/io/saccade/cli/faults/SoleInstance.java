package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import java.nio.file.Path;
import java.time.Duration;

/** One instance of a program that works alone, on topics of its own. */
final class SoleInstance implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Stage stage;
  private final BrokerView broker;
  private final Fleet fleet;

  /** Makes the topics and starts it. */
  SoleInstance(Stage stage, Program program, Path folder) throws Exception {
    this.stage = stage;
    this.broker = new BrokerView(stage);
    this.fleet = new Fleet(stage, program, folder);
    broker.createTopics();
    restart();
  }

  Stage stage() {
    return stage;
  }

  CliProcess process() {
    return fleet.process(fleet.client(0));
  }

  void restart() throws Exception {
    CliProcess unused = fleet.start(fleet.client(0));
  }

  void kill() {
    fleet.kill(fleet.client(0));
  }

  /** How many events it has not committed. */
  long lag() throws Exception {
    return broker.lag();
  }

  /** How many predictions and failures there are. */
  int outputs() {
    return Reading.all(stage, stage.predictions()).size()
        + Reading.all(stage, stage.failures()).size();
  }

  void awaitOutputs(long count) throws Exception {
    Eventually.holds(
        "there are %d outputs".formatted(count),
        PATIENCE,
        () -> {
          fleet.requireAlive();
          return outputs() >= count;
        });
  }

  Verdict verdict() throws Exception {
    return Verifier.judge(stage, broker, PATIENCE);
  }

  @Override
  public void close() {
    fleet.close();
    broker.close();
  }
}
