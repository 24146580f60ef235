package io.saccade.cli.model;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade model`. */
@Command(
    name = "model",
    description = "Makes, shows and proves model bundles.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PackageCommand.class,
      InspectCommand.class,
      VerifyCommand.class,
      KeygenCommand.class,
      SignCommand.class,
      TuneCommand.class,
      ProfileCommand.class,
      FetchCommand.class,
      LayersCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model package --onnx net.onnx --labels names.txt \\",
      "      --preprocess torchvision --out models/net",
      "  saccade model inspect models/net",
      "  saccade model verify models/net",
      "  saccade model keygen --out keys",
      "  saccade model sign models/net --key keys/saccade.key",
      "  saccade model tune models/net",
      "  saccade model profile --bundle models/net --reference held-out --out models/net-2",
      "  saccade model fetch --list",
      "  saccade model layers models/net photo.jpg"
    })
public final class ModelCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: package, inspect, verify, keygen, sign, tune, profile, fetch or layers");
  }
}
