package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.SettingsException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade replay`. */
@Command(
    name = "replay",
    description = {
      "Runs a range of past events through a version, and says how far it agrees with what was "
          + "predicted then, or with another version.",
      "",
      "It is the processor's own engine, with its gate, lanes and bounds of memory, but in no "
          + "consumer group: what runs live is not disturbed. Predictions go to a topic of their "
          + "own, never to the live one; failures are counted.",
      "",
      "Without --model those versions answer that answered the first time, release by release, "
          + "canary included, as the topic model-status recorded it. That gives the same labels; "
          + "with --deterministic, and a processor that ran with deterministic=true, the same bytes.",
      "",
      "A replay into a topic that holds predictions already is refused. With --append it adds to "
          + "them, and the header saccade.replay of each record names the run that wrote it."
    },
    exitCodeList = {
      "0:done",
      "1:failed, or a byte differs under --deterministic; the message says what to do",
      "2:wrong usage; the message says what was expected",
      "130:stopped by Ctrl-C; what was replayed until then is reported"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade replay --from=-2h --model models/cats/2",
      "  saccade replay --from 2026-11-22T10:00:00Z --to 2026-11-22T11:00:00Z \\",
      "      --model models/cats/2 --against models/cats/1 --format json",
      "  saccade replay --from-offsets 0:100,1:250 --to-offsets 0:200,1:300 --model models/cats/2",
      "  saccade replay --from earliest --config saccade.yaml --deterministic"
    })
public final class ReplayCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(25);
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RangeOptions ranges = new RangeOptions();

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description =
          "The version to answer: a path, or an address within bundle.roots (default: the versions"
              + " that were recorded).")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "BUNDLE",
      description = "Compare with this version (default: with what was predicted then).")
  private Optional<String> against = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "MODEL",
      description =
          "Without --model: the name of the model whose releases are replayed; short for --set"
              + " model.name=... (default: as the settings say).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--to-topic",
      paramLabel = "TOPIC",
      description =
          "Where predictions go; made where it is missing (default: replay-MODEL-VERSION, or"
              + " replay-MODEL-recorded).")
  private Optional<String> toTopic = Optional.empty();

  @Option(
      names = "--append",
      description = "Add to a topic that holds predictions of an earlier replay.")
  private boolean append;

  @Option(names = "--limit", paramLabel = "N", description = "Stop after this many events.")
  private Optional<Long> limit = Optional.empty();

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "10",
      description = "Show so many of the largest disagreements (default: ${DEFAULT-VALUE}).")
  private int examples;

  @Mixin private ReplaySettings settings = new ReplaySettings();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws SettingsException,
          StartException,
          BundleRefusedException,
          CommandFailedException,
          InterruptedException {
    ReplayOrder order = order();
    Optional<ReplayReport> report;
    try (StopSignal stop = new StopSignal(GRACE)) {
      report = Replay.run(order, settings, stop, this::tell);
      if (stop.isAsked() && report.isEmpty()) {
        return INTERRUPTED;
      }
    }
    if (report.isEmpty()) {
      tell("there is no event in this range");
      return 0;
    }
    return shown(report.get());
  }

  private int shown(ReplayReport report) throws CommandFailedException {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      out.println(ReplayJson.of(report));
    } else {
      new ReplayShown(out).print(report);
    }
    out.flush();
    Optional<String> objection = report.objection();
    if (objection.isPresent()) {
      throw new CommandFailedException(objection.get());
    }
    return report.stopped() ? INTERRUPTED : 0;
  }

  private ReplayOrder order() {
    if (model.isEmpty() && against.isPresent()) {
      throw misused("--against needs --model");
    }
    if (model.isPresent() && name.isPresent()) {
      throw misused("--name is of no use with --model");
    }
    if (limit.isPresent() && limit.get() < 1) {
      throw misused("--limit must be at least 1, but was " + limit.get());
    }
    if (examples < 0) {
      throw misused("--examples must be at least 0, but was " + examples);
    }
    return new ReplayOrder(
        ranges.wanted(),
        new ReplayOrder.Models(model, against, name),
        toTopic,
        append,
        limit.orElse(Long.MAX_VALUE),
        examples);
  }

  private void tell(String what) {
    spec.commandLine().getErr().println("saccade: " + what);
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
