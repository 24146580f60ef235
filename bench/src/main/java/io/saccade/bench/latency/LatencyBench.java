package io.saccade.bench.latency;

import io.saccade.bench.latency.Figures.LoadFigures;
import io.saccade.bench.pipeline.BrokerProcess;
import io.saccade.bench.pipeline.Capacity;
import io.saccade.bench.pipeline.Effort;
import io.saccade.bench.pipeline.Kafka;
import io.saccade.bench.pipeline.Workload;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Measures everything in one run: the capacity, and then in turns one image alone and each load,
 * through Saccade and through a topology that classifies nothing. Every other round goes from the
 * largest load to the smallest.
 */
final class LatencyBench {

  private static final Duration BARE = Duration.ofSeconds(3);
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final int WARM_UP_LOAD = 50;
  private static final int CAPACITY_ROUNDS = 3;
  private static final long MIN_KEPT_BYTES = 64L << 20;

  private final Workload workload;
  private final Plan plan;
  private final Map<String, String> settings;
  private final Listener listener;

  /** Is told what was found as soon as it was. */
  interface Listener {

    void capacity(double perSecond);

    void measured(Measurement measurement);
  }

  /**
   * A benchmark.
   *
   * @param workload whose events are the backlog that the capacity is found with
   * @param settings what differs from the processor's defaults
   */
  LatencyBench(Workload workload, Plan plan, Map<String, String> settings, Listener listener) {
    this.workload = workload;
    this.plan = plan;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Measures all of it.
   *
   * @param folder for the broker's data and all else
   * @throws SettingsException naming what is wrong with the processor's settings
   */
  LatencyResults run(Path folder)
      throws CommandFailedException, SettingsException, IOException, InterruptedException {
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"))) {
      Kafka kafka = new Kafka(broker.bootstrap(), broker.registry());
      ProcessorSettings all = SaccadeSubject.settings(kafka, workload, folder, settings);
      double capacity =
          Capacity.measure(
              broker,
              workload,
              folder,
              settings,
              new Effort(Math.min(plan.rounds(), CAPACITY_ROUNDS), plan.window()));
      listener.capacity(capacity);
      createTopics(kafka, capacity);
      try (BareLatency bare = new BareLatency(workload);
          EventSender sender = new EventSender(kafka, workload);
          Subject saccade = SaccadeSubject.start(all);
          Subject passThrough = PassThrough.start(all.streams(), folder.resolve("pass-through"))) {
        LoadRun run = new LoadRun(kafka, workload.partitions(), sender, plan.latencyTarget());
        return new Turns(bare, run, saccade, passThrough, capacity).results();
      }
    }
  }

  private void createTopics(Kafka kafka, double capacity)
      throws CommandFailedException, InterruptedException {
    double seconds = plan.window().plus(Plan.LEAD).toMillis() / 1000.0;
    double largest = capacity * plan.largestLoad() / 100 * seconds * workload.meanBytes();
    // Twice what the largest load brings: what it has not yet read is never gone.
    long kept = Math.max(MIN_KEPT_BYTES, (long) (2 * largest / workload.partitions()));
    EventTopics.create(kafka, SaccadeSubject.EVENTS, workload.partitions(), kept);
    EventTopics.create(kafka, PassThrough.EVENTS, workload.partitions(), kept);
    kafka.createTopic(SaccadeSubject.ANSWERS, workload.partitions());
    kafka.createTopic(PassThrough.ANSWERS, workload.partitions());
  }

  /** The turns of all rounds. */
  private final class Turns {

    private final BareLatency bare;
    private final LoadRun run;
    private final Subject saccade;
    private final Subject passThrough;
    private final double capacity;

    Turns(BareLatency bare, LoadRun run, Subject saccade, Subject passThrough, double capacity) {
      this.bare = bare;
      this.run = run;
      this.saccade = saccade;
      this.passThrough = passThrough;
      this.capacity = capacity;
    }

    LatencyResults results() throws CommandFailedException, InterruptedException {
      warmUp();
      List<Percentiles> alone = new ArrayList<>();
      List<Measurement> measurements = new ArrayList<>();
      for (int round = 1; round <= plan.rounds(); round++) {
        alone.add(bare.measure(BARE));
        for (int load : inTurn(round)) {
          Measurement measurement = new Measurement(round, load, figures(round, load));
          measurements.add(measurement);
          listener.measured(measurement);
        }
      }
      return LatencyResults.of(plan, capacity, alone, measurements);
    }

    private void warmUp() throws CommandFailedException, InterruptedException {
      bare.warmUp();
      Duration time = plan.window().compareTo(WARM_UP) < 0 ? plan.window() : WARM_UP;
      for (Subject subject : List.of(saccade, passThrough)) {
        Recording unused = run("warm-up, " + subject.name(), subject, 0, WARM_UP_LOAD, time);
      }
    }

    private List<Integer> inTurn(int round) {
      List<Integer> loads = new ArrayList<>(plan.loads());
      if (round % 2 == 0) {
        Collections.reverse(loads);
      }
      return loads;
    }

    private Figures figures(int round, int load)
        throws CommandFailedException, InterruptedException {
      String task = "round %d of %d, %d %%, ".formatted(round, plan.rounds(), load);
      Recording of = run(task + saccade.name(), saccade, round, load, plan.window());
      Recording without = run(task + passThrough.name(), passThrough, round, load, plan.window());
      LoadFigures figures = of.figures(rate(load));
      return new Figures(figures, of.engineFigures(), without.figures(rate(load)));
    }

    private Recording run(String task, Subject subject, int round, int load, Duration window)
        throws CommandFailedException, InterruptedException {
      double rate = rate(load);
      long events = Math.round(rate * window.plus(Plan.LEAD).toMillis() / 1000);
      try (Progress progress = Progress.of(task, events, "events")) {
        return run.run(subject, plan.schedule(round, load, rate), window, progress);
      }
    }

    private double rate(int load) {
      return capacity * load / 100;
    }
  }
}
