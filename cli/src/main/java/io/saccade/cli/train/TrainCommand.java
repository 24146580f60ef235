package io.saccade.cli.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeFile;
import io.saccade.trainer.recipe.RecipeRefusedException;
import io.saccade.trainer.run.TrainingFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `saccade train`. */
@Command(
    name = "train",
    modelTransformer = FlagOptions.class,
    description = {
      "Makes a bundle that the processor serves out of labelled images.",
      "",
      "From a pretrained network (--base), only a new head is learned, or the whole network is "
          + "fine-tuned; or a network is learned from scratch (--arch). What is best on the images "
          + "set aside for validation is exported, proved to compute what was trained, and put "
          + "through the gate that the processor puts it through. A report shows how it went."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  The shortest way, from folders of photographs named for what they show:",
      "    saccade train --data photos/ --base mobilenetv2.onnx --preprocess torchvision \\",
      "        --out models/photos",
      "  A small network from scratch, as for MNIST:",
      "    saccade train --data mnist/ --arch small-cnn --epochs 5 --out models/digits",
      "  Only the head, with each image also seen flipped and turned:",
      "    saccade train --data photos/ --base resnet50.onnx --preprocess torchvision \\",
      "        --mode head --augment flip,rotate=15 --out models/photos",
      "  VGG16 without its top, frozen, under a head of 1024:",
      "    saccade train --data animals/ --base vgg16-12.onnx --preprocess torchvision \\",
      "        --base-top none --freeze all --head mlp:1024 --optimizer adam --batch 20 \\",
      "        --augment flip,rotate=20,shift=0.2,zoom=0.2 --fill nearest --out models/animals",
      "  The same settings from a file (`data: photos/`, `epochs: 8`, ...), one of them changed:",
      "    saccade train --recipe photos.yaml --seed 2 --out models/photos-2",
      "  On with what was interrupted:",
      "    saccade train --resume --out models/photos"
    })
public final class TrainCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(20);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "Settings as YAML, a line `name: value` for any of the flags above without their dashes."
              + " Flags that are given go before it.")
  private Optional<Path> recipe = Optional.empty();

  @Option(
      names = "--resume",
      description =
          "Go on with a training that was interrupted, by --out alone. The result is the same as"
              + " without the interruption.")
  private boolean resume;

  @Option(names = "--force", description = "Replace a bundle that is there already.")
  private boolean force;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description =
          "The Java heap of the training's process, such as 4g (default: half the memory).")
  private Optional<String> heap = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "How to print the result: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() throws IOException, BundleRefusedException, CommandFailedException {
    try {
      Recipe settings = settings();
      TrainingResult result = train(settings);
      result.print(spec.commandLine().getOut(), format);
      return ExitCode.OK;
    } catch (RecipeRefusedException e) {
      PrintWriter err = spec.commandLine().getErr();
      e.mistakes()
          .forEach(
              mistake ->
                  err.println(
                      spec.commandLine().getColorScheme().errorText("saccade: " + mistake)));
      err.println("saccade: `saccade train --help` shows every flag, and examples.");
      return ExitCode.USAGE;
    } catch (TrainingFailedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private Recipe settings() throws IOException, RecipeRefusedException, TrainingFailedException {
    Map<Flag, String> given = new EnumMap<>(Flag.class);
    if (recipe.isPresent()) {
      given.putAll(RecipeFile.read(recipe.get()));
    }
    given.putAll(FlagOptions.given(spec.commandLine().getParseResult()));
    String out = given.getOrDefault(Flag.OUT, "");
    return resume && !out.isBlank()
        ? TrainingFolder.beside(Path.of(out)).resumed(given)
        : Recipe.of(given);
  }

  private TrainingResult train(Recipe settings)
      throws IOException, BundleRefusedException, CommandFailedException, TrainingFailedException {
    Path out = settings.result().out();
    IfPresent ifPresent = force ? IfPresent.REPLACE : IfPresent.REFUSE;
    try {
      BundleWriter.requireFree(out, ifPresent);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(
          e.getMessage() + "; choose another --out" + (force ? "" : ", or add --force"), e);
    }
    TrainingFolder folder = TrainingFolder.beside(out);
    if (!resume) {
      folder.begin(settings);
    }
    try {
      TrainingEvent.Finished finished = trained(settings, folder);
      TrainingResult result = TrainingResult.admitted(finished, settings.result(), ifPresent);
      folder.delete();
      return result;
    } finally {
      folder.deleteUnlessWorthKeeping();
    }
  }

  private TrainingEvent.Finished trained(Recipe settings, TrainingFolder folder)
      throws IOException, CommandFailedException, TrainingFailedException {
    try (StopSignal stop = new StopSignal(GRACE);
        TrainingView view = new TrainingView(spec.commandLine().getErr())) {
      return TrainingRun.await(settings, folder, heap, view, stop);
    } catch (InterruptedException e) {
      throw interrupted(settings);
    }
  }

  private static CommandFailedException interrupted(Recipe settings) {
    return new CommandFailedException(
        "the training was interrupted; go on with `saccade train --resume --out %s`"
            .formatted(settings.result().out()));
  }
}
