package io.saccade.cli.process;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.JsonLog;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.console.Terminal;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.ProcessorStats;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.LogFormat;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `saccade process`. */
@Command(
    name = "process",
    description = {
      "Runs the processor: classifies every event of the images topic, until Ctrl-C.",
      "",
      "Settings come from flags, then from the environment (SACCADE_BATCH_SIZE is "
          + "batch.size), then from the file. Every mistake in them is told at once."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade process --bootstrap 127.0.0.1:9092 --registry http://127.0.0.1:8081 \\",
      "      --model models/resnet50/1",
      "  saccade process --config saccade.yaml --set stream.threads=4",
      "  SACCADE_MEMORY_BUDGET=2GiB saccade process --config saccade.yaml"
    })
public final class ProcessCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(25);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file of settings.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Where Kafka is; short for --set bootstrap=...")
  private Optional<String> bootstrap = Optional.empty();

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Where the schema registry is; short for --set registry.url=...")
  private Optional<String> registry = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description =
          "The bundle to serve while nothing is released, a folder or a zip; short for --set "
              + "model.bundle=...")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where the model runs: auto, cpu, cuda or cuda:N; short for --set device=...")
  private Optional<String> device = Optional.empty();

  @Option(
      names = "--tuning",
      paramLabel = "MODE",
      description =
          "How lanes and batches are found: auto measures at the first start and remembers, fixed "
              + "takes the defaults; short for --set tuning=...")
  private Optional<String> tuning = Optional.empty();

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description =
          "How events are logged: text, or json for programs; short for --set log.format=...")
  private Optional<String> logFormat = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any setting, before those of the environment and of the file.")
  private Map<String, String> settings = new HashMap<>();

  @Override
  public Integer call()
      throws SettingsException,
          StartException,
          BundleRefusedException,
          CommandFailedException,
          InterruptedException {
    ProcessorSettings loaded =
        ProcessorSettings.load(config.orElse(null), System.getenv(), flags());
    if (loaded.logFormat() == LogFormat.JSON) {
      JsonLog.begin();
    }
    PrintWriter out = spec.commandLine().getOut();
    try (StopSignal stop = new StopSignal(GRACE)) {
      SaccadeProcessor processor = start(loaded, stop, out);
      if (processor == null) {
        out.println("stopped  before it had started");
        return 0;
      }
      Optional<Throwable> fault;
      try (processor) {
        out.println("started  " + processor.version() + " at " + loaded.streams().bootstrap());
        out.println("device   " + processor.placement().describe());
        processor.address().ifPresent(at -> out.println("http     " + at));
        fault = serve(processor, stop, out);
      }
      out.println(summary(processor.stats()));
      if (fault.isPresent()) {
        throw new CommandFailedException(
            "the processor stopped by itself: "
                + BadEndings.message(fault.get())
                + "; what it had not committed is processed again at the next start",
            fault.get());
      }
    }
    return 0;
  }

  /** The started processor, or null where somebody asked to stop before. */
  private static @Nullable SaccadeProcessor start(
      ProcessorSettings settings, StopSignal stop, PrintWriter out)
      throws StartException, BundleRefusedException, InterruptedException {
    StopSignal.Interrupter interrupter = stop.interrupter();
    try {
      return SaccadeProcessor.start(
          settings,
          what -> {
            if (Terminal.isWatched()) {
              out.println("start    " + what);
              out.flush();
            }
          });
    } catch (InterruptedException e) {
      if (stop.isAsked()) {
        return null;
      }
      throw e;
    } finally {
      interrupter.disarm();
    }
  }

  /** Waits until somebody asks to stop, or the processor stops by itself; then says why. */
  private static Optional<Throwable> serve(
      SaccadeProcessor processor, StopSignal stop, PrintWriter out) throws InterruptedException {
    AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    Thread watcher =
        new Thread(
            () -> {
              try {
                if (processor.awaitRunning(FOR_EVER)) {
                  out.println("running  partitions are assigned; Ctrl-C stops");
                }
                processor.awaitStopped().ifPresent(fault::set);
                stop.ask();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "saccade-watch");
    watcher.setDaemon(true);
    watcher.start();
    stop.await();
    return Optional.ofNullable(fault.get());
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>(settings);
    bootstrap.ifPresent(value -> flags.put("bootstrap", value));
    registry.ifPresent(value -> flags.put("registry.url", value));
    model.ifPresent(value -> flags.put("model.bundle", value));
    device.ifPresent(value -> flags.put("device", value));
    tuning.ifPresent(value -> flags.put("tuning", value));
    logFormat.ifPresent(value -> flags.put("log.format", value));
    return flags;
  }

  private static String summary(ProcessorStats stats) {
    long failures = stats.failures().values().stream().mapToLong(Long::longValue).sum();
    return ("stopped  %,d predictions, %,d failures, look-ahead %,d hits and %,d misses,"
            + " %d native handles open")
        .formatted(
            stats.predictions(),
            failures,
            stats.lookAhead().hits(),
            stats.lookAhead().misses(),
            stats.openHandles());
  }
}
