package io.saccade.cli.model;

import io.saccade.cli.console.OutputFormat;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleSignature;
import io.saccade.model.bundle.KeyFiles;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.GateReport;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.serving.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade model verify`. */
@Command(
    name = "verify",
    description = {
      "Puts a bundle through the gate that the processor puts it through. The model runs in a",
      "process of its own first, so that one which crashes is refused like any other.",
      "",
      "Exits with 0 where it is accepted, and with 1 and the code of the refusal otherwise."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model verify models/resnet50/1",
      "  saccade model verify models/resnet50/1 --device cpu --format json",
      "  saccade model verify models/resnet50/1 --public-key keys/saccade.pub"
    })
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The bundle: a folder or a zip.")
  private Path path = Path.of("");

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      converter = DeviceConverter.class,
      description = "Where to run it: auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
  private Device device = Device.AUTO;

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = {
        "Refuse a bundle that was not signed with this key, or with one of these",
        "where the option is given several times."
      })
  private List<Path> publicKeys = List.of();

  @Option(names = "--no-trial", description = "Do not run the model in a process of its own first.")
  private boolean untried;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() throws BundleRefusedException, IOException, InterruptedException {
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : publicKeys) {
      keys.add(KeyFiles.publicKey(file));
    }
    Bundle bundle = Bundle.read(path);
    if (!keys.isEmpty()) {
      BundleSignature.require(bundle, keys);
    }
    LocalModels models = new LocalModels();
    Placement placement = models.place(device, bundle);
    // As the processor does by default, so that every size and lane that it uses is run here.
    LanePlan plan = placement.defaultPlan(Runtime.getRuntime().availableProcessors());
    List<GateReport.Step> steps = new ArrayList<>();
    if (!untried) {
      steps.add(models.tryOut(bundle, placement, plan));
    }
    ModelGate.Admission admission = models.admit(bundle, placement, plan, 1);
    admission.model().close();
    steps.addAll(admission.report().steps());
    new Shown(spec.commandLine().getOut(), format).passed(bundle, path, new GateReport(steps));
    return 0;
  }
}
