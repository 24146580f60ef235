package io.saccade.cli.model;

import io.saccade.cli.console.OutputFormat;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade model inspect`. */
@Command(
    name = "inspect",
    description = "Says what a bundle is, from its files alone.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model inspect models/resnet50/1",
      "  saccade model inspect digits.zip --format json"
    })
final class InspectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The bundle: a folder or a zip.")
  private Path bundle = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() throws BundleRefusedException {
    new Shown(spec.commandLine().getOut(), format).bundle(Bundle.read(bundle), bundle);
    return 0;
  }
}
