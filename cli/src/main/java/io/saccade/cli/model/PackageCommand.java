package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleDraft;
import io.saccade.model.bundle.PreprocessPreset;
import io.saccade.processor.serving.GateReport;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Placement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `saccade model package`. */
@Command(
    name = "package",
    description = {
      "Makes a bundle of any ONNX classifier.",
      "",
      "The model is checked, run on a few drawn images whose outcome the bundle keeps, and "
          + "put through the gate that the processor puts it through."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model package --onnx resnet50.onnx --labels imagenet.txt \\",
      "      --preprocess torchvision --out models/resnet50/1",
      "  saccade model package --onnx mnist.onnx --labels digits.txt \\",
      "      --preprocess none --name digits --version 2 --out digits.zip",
      "  saccade model package --onnx resnet50.onnx --labels imagenet.txt \\",
      "      --preprocess torchvision --embed-preprocessing --out models/resnet50/2"
    })
final class PackageCommand implements Callable<Integer> {

  private static final Placement CPU = Placement.cpu("golden images are recorded there");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      required = true,
      description = "The model: one input of images, an output of classes.")
  private Path onnx = Path.of("");

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description = "The names of the classes, one a line, in the order of the outputs.")
  private Path labels = Path.of("");

  @Option(
      names = "--preprocess",
      paramLabel = "PRESET",
      required = true,
      description = {
        "What the model was trained on:",
        "torchvision: RGB, x/255, ImageNet's mean and deviation;",
        "tensorflow: RGB or grey, x/127.5 - 1;",
        "caffe: BGR, less the mean of each channel;",
        "none: RGB or grey, 0 to 255."
      })
  private PreprocessPreset preset = PreprocessPreset.NONE;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Side of the images in pixels, where the model does not say.")
  private Optional<Integer> size = Optional.empty();

  @Option(
      names = "--embed-preprocessing",
      description = {
        "Put the normalisation of PRESET into the model's graph, which then takes bytes:",
        "a quarter of what goes to a GPU. The outputs are proven equal to those of the",
        "model as it is; where they are not, no bundle is written."
      })
  private boolean embed;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "The output with the classes, where the model has several.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The model's name (default: that of the file).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      defaultValue = "1",
      description = "The version's name (default: ${DEFAULT-VALUE}).")
  private String version = "";

  @Mixin private BundleTarget target = new BundleTarget();

  @Option(names = "--no-trial", description = "Do not run the model in a process of its own first.")
  private boolean untried;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    BundleDraft draft =
        BundleDraft.of(
            new BundleDraft.Order(
                name.orElseGet(this::nameOfFile),
                version,
                preset,
                size.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                output),
            Files.readAllBytes(onnx),
            Files.readAllBytes(labels));
    PrintWriter err = spec.commandLine().getErr();
    draft.notices().forEach(notice -> err.println("saccade: " + notice));
    LocalModels models = new LocalModels();
    if (!untried) {
      GateReport.Step unused = models.tryOut(draft.bundle(), CPU, LanePlan.single());
    }
    Bundle plain = embed ? draft.bundle().withEmbeddedNormalisation() : draft.bundle();
    Optional<OutputDifference> difference = Optional.empty();
    if (embed) {
      OutputDifference found = OutputDifference.between(draft.bundle(), plain, models);
      difference = Optional.of(found.requireNegligible());
    }
    Bundle bundle = GoldenImages.record(plain, models);
    target.write(bundle);
    new Shown(spec.commandLine().getOut(), format).packaged(bundle, target.path(), difference);
    return 0;
  }

  /** The file's name without its ending, with what a name may not have turned into dashes. */
  private String nameOfFile() {
    String file = String.valueOf(onnx.getFileName()).replaceFirst("\\.onnx$", "");
    return file.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
  }
}
