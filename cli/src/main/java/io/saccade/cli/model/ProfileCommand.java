package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.Progress;
import io.saccade.cli.files.ImageFile;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.drift.ReferenceRows;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LocalClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade model profile`. */
@Command(
    name = "profile",
    description = {
      "Gives a bundle its reference: what is normal, for drift to be held against.",
      "",
      "The model sees the images of the reference, which must be such as it will see in "
          + "production and none that it was trained on. From them come the statistics that windows "
          + "of events are compared with, and, by drawing thousands of windows from the reference "
          + "itself, how far those are apart by chance. The bundle keeps the statistics, never an "
          + "image. It becomes another one by that: sign it again where it was signed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model profile --bundle models/digits/1 --reference held-out --out models/digits/2",
      "  saccade model profile --bundle digits.zip --reference held-out.zip --labels \\",
      "      --out digits-with-reference.zip"
    })
final class ProfileCommand implements Callable<Integer> {

  private static final int ADVISED = 10_000;
  private static final int SHOWN = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--bundle",
      paramLabel = "BUNDLE",
      required = true,
      description = "The bundle: a folder or a zip.")
  private Path path = Path.of("");

  @Option(
      names = "--reference",
      paramLabel = "DIR",
      required = true,
      description = "A folder of images, or a zip of them: 10,000 are advised, 625 the least.")
  private Path reference = Path.of("");

  @Option(
      names = "--labels",
      description =
          "Each image's folder is named after its true class. Then drift reports also estimate how "
              + "many predictions are right.")
  private boolean labelled;

  @Mixin private BundleTarget target = new BundleTarget();

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Windows to draw of each size (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Equal seeds give equal references (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    if (draws < 1_000) {
      throw new ParameterException(
          spec.commandLine(), "--draws must be at least 1000, but was " + draws);
    }
    Bundle bundle = Bundle.read(path);
    ProfileBuilder.Built built = built(bundle, threads);
    NullTables tables = calibrated(built.rows(), threads);
    Bundle profiled = bundle.withReference(new CalibratedReference(built.profile(), tables));
    target.write(profiled);
    new ProfileShown(spec.commandLine().getOut(), format)
        .made(profiled, target.path(), built.profile(), tables);
    return 0;
  }

  private ProfileBuilder.Built built(Bundle bundle, int threads)
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    LocalModels models = new LocalModels();
    ProfileBuilder builder = new ProfileBuilder(bundle.binding(), seed);
    try (ReferenceImages images = ReferenceImages.in(reference);
        LocalClassifier classifier =
            new LocalClassifier(
                models
                    .admit(bundle, models.place(Device.AUTO, bundle), LanePlan.single(), threads)
                    .model())) {
      List<ImageFile> files = images.files().files();
      Truth truth = labelled ? Truth.byFolder(bundle.labels(), files) : Truth.unknown();
      tell(new ReferenceRun(classifier, threads).fill(builder, files, truth));
    }
    if (builder.size() < Calibration.FEWEST_IMAGES) {
      throw new CommandFailedException(
          "%s has %,d usable images; a reference needs %d at the least, and %,d are advised"
              .formatted(reference, builder.size(), Calibration.FEWEST_IMAGES, ADVISED));
    }
    return builder.build();
  }

  /** What is wrong with images is no reason not to go on without them. */
  private void tell(List<String> objections) {
    PrintWriter err = spec.commandLine().getErr();
    objections.stream().limit(SHOWN).forEach(line -> err.println("saccade: left out: " + line));
    if (objections.size() > SHOWN) {
      err.printf("saccade: left out: %,d more%n", objections.size() - SHOWN);
    }
    err.flush();
  }

  private NullTables calibrated(ReferenceRows rows, int threads) throws InterruptedException {
    Calibration calibration = new Calibration(draws, seed, threads);
    try (Progress progress = Progress.of("Draw windows", 100, "%")) {
      return calibration.run(Splits.of(rows), (done, all) -> progress.reach(100 * done / all));
    }
  }
}
