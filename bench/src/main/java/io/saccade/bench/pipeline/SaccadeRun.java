package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.StartException;
import io.saccade.processor.lookahead.LookAheadStats;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saccade itself, in this process, started anew for each round with its defaults. */
final class SaccadeRun implements Contender {

  private static final Logger LOG = LoggerFactory.getLogger(SaccadeRun.class);

  private final Kafka kafka;
  private final Workload workload;
  private final Path folder;
  private final Map<String, String> settings;
  private final String name;
  private int round;
  private Memory memory = new Memory(0, 0);

  /**
   * A processor that is started for each round.
   *
   * @param folder where it keeps its state
   * @param settings what differs from the processor's defaults
   */
  SaccadeRun(Kafka kafka, Workload workload, Path folder, Map<String, String> settings) {
    this(
        kafka, workload, folder, settings, settings.isEmpty() ? "saccade" : "saccade, " + settings);
  }

  private SaccadeRun(
      Kafka kafka, Workload workload, Path folder, Map<String, String> settings, String name) {
    this.kafka = kafka;
    this.workload = workload;
    this.folder = folder;
    this.settings = settings;
    this.name = name;
  }

  /** The same under a name of its own, by which it is told apart from others beside it. */
  SaccadeRun named(String another) {
    return new SaccadeRun(kafka, workload, folder, settings, another);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(Tally tally, int events) throws CommandFailedException, InterruptedException {
    String predictions =
        "predictions-%s-%d".formatted(name.replaceAll("[^a-z0-9.]+", "-"), round++);
    kafka.createTopic(predictions, workload.partitions());
    try (Arrivals arrivals = new Arrivals(kafka, predictions, workload.partitions());
        SaccadeProcessor processor = SaccadeProcessor.start(settings(predictions))) {
      arrivals.await(events, tally, () -> hasBegun(processor));
      memory = Memory.now();
      LOG.info("round={} stats={}", round, processor.stats());
    } catch (StartException | SettingsException | BundleRefusedException e) {
      throw new CommandFailedException("saccade does not start: " + e.getMessage(), e);
    }
  }

  /** What the process held at the end of the last run, before the processor was closed. */
  Memory memory() {
    return memory;
  }

  /** Work starts when the look-ahead is handed the first event that is polled. */
  private static boolean hasBegun(SaccadeProcessor processor) {
    LookAheadStats stats = processor.stats().lookAhead();
    return stats.pending() > 0 || stats.hits() > 0 || stats.misses() > 0;
  }

  private ProcessorSettings settings(String predictions) throws SettingsException {
    return ProcessorSettings.load(
        null, Map.of(), flags(kafka, workload, folder, predictions, settings));
  }

  /**
   * All settings of one run.
   *
   * @param predictions the topic that it writes; it is told by this name from others on the broker
   * @param settings what differs from the processor's defaults
   */
  static Map<String, String> flags(
      Kafka kafka,
      Workload workload,
      Path folder,
      String predictions,
      Map<String, String> settings) {
    Map<String, String> flags = new HashMap<>(settings);
    flags.put("application.id", predictions);
    flags.put("bootstrap", kafka.bootstrap());
    flags.put("registry.url", kafka.registry());
    flags.put("model.bundle", workload.bundlePath().toString());
    flags.put("state.dir", folder.resolve(predictions).toString());
    // What the warm-up round measured serves the others.
    flags.putIfAbsent("tuning.dir", folder.resolve("tuning").toString());
    flags.put("topics.images", Kafka.IMAGES);
    flags.put("topics.predictions", predictions);
    flags.put("topics.failures", Kafka.FAILURES);
    flags.put("releases", "off");
    // Nobody adds up what others of the same backlog have sent.
    for (String topic :
        List.of("drift.deltas", "drift.statistics", "labels", "accuracy", "label.joins")) {
      flags.put("topics." + topic, predictions + "-" + topic);
    }
    flags.put("topics.create", "true");
    return flags;
  }
}
