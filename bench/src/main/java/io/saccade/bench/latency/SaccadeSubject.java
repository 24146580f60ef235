package io.saccade.bench.latency;

import io.saccade.bench.pipeline.Kafka;
import io.saccade.bench.pipeline.Workload;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Saccade in this process. It runs through all loads: a processor runs for weeks. */
record SaccadeSubject(SaccadeProcessor processor) implements Subject {

  static final String EVENTS = "latency-images";
  static final String ANSWERS = "latency-predictions";
  private static final Duration START = Duration.ofSeconds(60);

  /**
   * The processor's settings.
   *
   * @param chosen what differs from its defaults
   * @throws SettingsException naming what is wrong with them
   */
  static ProcessorSettings settings(
      Kafka kafka, Workload workload, Path folder, Map<String, String> chosen)
      throws SettingsException {
    Map<String, String> flags = new HashMap<>(chosen);
    flags.put("application.id", "latency");
    flags.put("bootstrap", kafka.bootstrap());
    flags.put("registry.url", kafka.registry());
    flags.put("model.bundle", workload.bundlePath().toString());
    flags.put("state.dir", folder.resolve("saccade").toString());
    flags.put("topics.images", EVENTS);
    flags.put("topics.predictions", ANSWERS);
    flags.put("topics.failures", Kafka.FAILURES);
    flags.put("releases", "off");
    return ProcessorSettings.load(null, Map.of(), flags);
  }

  /** Starts a processor, and returns when it has its partitions. */
  static SaccadeSubject start(ProcessorSettings settings)
      throws CommandFailedException, InterruptedException {
    SaccadeProcessor processor;
    try {
      processor = SaccadeProcessor.start(settings);
    } catch (StartException | BundleRefusedException e) {
      throw new CommandFailedException("saccade does not start: " + e.getMessage(), e);
    }
    SaccadeSubject subject = new SaccadeSubject(processor);
    if (!processor.awaitRunning(START)) {
      subject.close();
      throw new CommandFailedException(
          "saccade has no partitions after %s; run again with --log-level info".formatted(START));
    }
    return subject;
  }

  @Override
  public String name() {
    return "saccade";
  }

  @Override
  public String input() {
    return EVENTS;
  }

  @Override
  public String output() {
    return ANSWERS;
  }

  @Override
  public void close() {
    processor.close();
  }
}
