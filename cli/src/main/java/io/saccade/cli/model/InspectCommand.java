package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.reference.AlarmTable;
import io.saccade.cli.reference.ReferencePage;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.drift.DriftSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade model inspect`. */
@Command(
    name = "inspect",
    description = {
      "Says what a bundle is, from its files alone.",
      "",
      "Of one with a reference also what is normal for it, and how far from that a window of events "
          + "must be to alarm. --html draws that: how far windows are by chance, when they alarm, "
          + "what images, classes and confidence are like. The page needs no network."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model inspect models/resnet50/1",
      "  saccade model inspect models/resnet50/2 --html reference.html",
      "  saccade model inspect digits.zip --format json"
    })
final class InspectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The bundle: a folder or a zip.")
  private Path path = Path.of("");

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Draw the reference into this file, a page for a browser.")
  private Optional<Path> html = Optional.empty();

  @Option(names = "--force", description = "Replace a page that is there already.")
  private boolean force;

  @Option(
      names = "--false-alarm-every",
      paramLabel = "DURATION",
      defaultValue = "P30D",
      description =
          "How often a false alarm is tolerable, as drift.false.alarm.every has it for the "
              + "processor (default: ${DEFAULT-VALUE}).")
  private Duration every = DriftSettings.FALSE_ALARM_EVERY;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() throws BundleRefusedException, CommandFailedException, IOException {
    if (every.compareTo(DriftSettings.MOST_OFTEN) < 0
        || every.compareTo(DriftSettings.LEAST_OFTEN) > 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--false-alarm-every must be from %s to %s, such as P30D, but was %s"
              .formatted(days(DriftSettings.MOST_OFTEN), days(DriftSettings.LEAST_OFTEN), every));
    }
    Bundle bundle = Bundle.read(path);
    Optional<AlarmTable> alarms = bundle.reference().map(of -> new AlarmTable(of, every));
    if (html.isPresent()) {
      draw(bundle, alarms, html.get());
    }
    new Shown(spec.commandLine().getOut(), format).inspected(bundle, path, alarms);
    return 0;
  }

  private void draw(Bundle bundle, Optional<AlarmTable> alarms, Path page)
      throws CommandFailedException, IOException {
    if (alarms.isEmpty()) {
      throw new CommandFailedException(
          "%s has no reference that could be drawn; `saccade model profile` makes one"
              .formatted(path));
    }
    if (Files.exists(page) && !force) {
      throw new CommandFailedException(
          page + " exists already; choose another --html, or add --force");
    }
    ReferencePage.write(bundle, alarms.get(), page);
    spec.commandLine().getErr().println("saccade: drawn in " + page);
  }

  private static String days(Duration duration) {
    return "P%dD".formatted(duration.toDays());
  }
}
