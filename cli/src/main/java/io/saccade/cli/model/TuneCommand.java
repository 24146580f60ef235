package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.Terminal;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import io.saccade.processor.tuning.TuningReport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade model tune`. */
@Command(
    name = "tune",
    description = {
      "Measures how a bundle runs best on this machine, as the processor does at its first start.",
      "",
      "Each point is a number of lanes, of threads in each, of threads that only decode, and the "
          + "size of the batches. It runs the engine's own work on a backlog without end. The "
          + "machine should have nothing else to do."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model tune models/resnet50/1",
      "  saccade model tune models/resnet50/1 --latency-target 50ms --state-dir saccade-data/state",
      "  saccade model tune models/resnet50/1 --exhaustive --format json"
    })
final class TuneCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The bundle: a folder or a zip.")
  private Path path = Path.of("");

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where to run it: auto, cpu, cuda or cuda:N; short for --set device=...")
  private Optional<String> device = Optional.empty();

  @Option(
      names = "--budget",
      paramLabel = "DURATION",
      description = "How long to measure; short for --set tuning.budget=...")
  private Optional<String> budget = Optional.empty();

  @Option(
      names = "--latency-target",
      paramLabel = "DURATION",
      description = "From the poll to the result, at the 99th percentile (default: none).")
  private Optional<String> latencyTarget = Optional.empty();

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "The processor's state.dir, to remember the choice for it (default: printed only).")
  private Optional<String> stateDirectory = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any setting of the processor, such as memory.budget.")
  private Map<String, String> settings = new HashMap<>();

  @Option(
      names = "--exhaustive",
      description = "Then measure every point there is, and say how near the chosen one is.")
  private boolean exhaustive;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often every point is measured then (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws SettingsException,
          BundleRefusedException,
          CommandFailedException,
          InterruptedException {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds must be at least 1, but was " + rounds);
    }
    LocalTuning tuning = new LocalTuning(ProcessorSettings.load(null, System.getenv(), flags()));
    tell("measuring");
    TuningReport report = tuning.tune();
    Optional<Path> file = stateDirectory.isPresent() ? tuning.keep(report) : Optional.empty();
    TuningShown shown = new TuningShown(spec.commandLine().getOut(), format);
    shown.tuned(tuning, report, file);
    if (exhaustive) {
      tell("measuring every point, which takes minutes");
      shown.compared(tuning.compare(report, rounds));
    }
    return 0;
  }

  private void tell(String what) {
    if (Terminal.isWatched()) {
      spec.commandLine().getErr().println("saccade: " + what + " ...");
    }
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>(settings);
    flags.put("model.bundle", path.toString());
    device.ifPresent(value -> flags.put("device", value));
    budget.ifPresent(value -> flags.put("tuning.budget", value));
    latencyTarget.ifPresent(value -> flags.put("latency.target", value));
    stateDirectory.ifPresent(value -> flags.put("state.dir", value));
    return flags;
  }
}
