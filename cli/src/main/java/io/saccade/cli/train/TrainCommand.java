package io.saccade.cli.train;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.schemas.SchemaException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "  From a topic of labelled events, as `saccade publish --label-from-folder` makes it:",
      "    saccade train --data kafka:labelled --bootstrap kafka:9092 --arch small-cnn \\",
      "        --out models/shapes",
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

  @Mixin private TopicOptions topics = new TopicOptions();

  @Override
  public Integer call()
      throws IOException,
          BundleRefusedException,
          CommandFailedException,
          SchemaException,
          InterruptedException {
    requireMost();
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

  private void requireMost() {
    if (topics.most() < 1) {
      throw new ParameterException(
          spec.commandLine(), "--max-images must be at least 1, but was " + topics.most());
    }
  }

  private Recipe settings()
      throws IOException,
          CommandFailedException,
          InterruptedException,
          RecipeRefusedException,
          SchemaException,
          TrainingFailedException {
    Map<Flag, String> given = new EnumMap<>(Flag.class);
    if (recipe.isPresent()) {
      given.putAll(RecipeFile.read(recipe.get()));
    }
    given.putAll(FlagOptions.given(spec.commandLine().getParseResult()));
    Path out = Path.of(given.getOrDefault(Flag.OUT, ""));
    boolean resumed = resume && !out.toString().isBlank();
    Optional<String> topic = TopicOptions.topic(given.getOrDefault(Flag.DATA, ""));
    if (topic.isPresent()) {
      if (!resumed) {
        read(topic.get(), given);
      }
      given.put(Flag.DATA, SavedImages.beside(out).listing(topic.get()).toString());
    }
    return resumed ? TrainingFolder.beside(out).resumed(given) : Recipe.of(given);
  }

  /** Reads a topic's images, once it is known that nothing else stands in the way. */
  private void read(String topic, Map<Flag, String> given)
      throws IOException,
          CommandFailedException,
          InterruptedException,
          RecipeRefusedException,
          SchemaException {
    Map<Flag, String> rest = new EnumMap<>(given);
    rest.put(Flag.DATA, ".");
    Path out = Recipe.of(rest).result().out();
    requireFree(out);
    SavedImages images = SavedImages.beside(out);
    images.begin();
    boolean read = false;
    try (StopSignal stop = new StopSignal(GRACE)) {
      new TopicImages(topics, topic, spec.commandLine().getErr()).save(images, stop);
      read = true;
    } finally {
      if (!read) {
        images.delete();
      }
    }
  }

  private IfPresent ifPresent() {
    return force ? IfPresent.REPLACE : IfPresent.REFUSE;
  }

  private void requireFree(Path out) throws IOException, CommandFailedException {
    try {
      BundleWriter.requireFree(out, ifPresent());
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(
          e.getMessage() + "; choose another --out" + (force ? "" : ", or add --force"), e);
    }
  }

  private TrainingResult train(Recipe settings)
      throws IOException, BundleRefusedException, CommandFailedException, TrainingFailedException {
    Path out = settings.result().out();
    TrainingFolder folder = TrainingFolder.beside(out);
    try {
      requireFree(out);
      if (!resume) {
        folder.begin(settings);
      }
      return finished(settings, folder);
    } finally {
      if (!folder.isBegun()) {
        SavedImages.beside(out).delete();
      }
    }
  }

  private TrainingResult finished(Recipe settings, TrainingFolder folder)
      throws IOException, BundleRefusedException, CommandFailedException, TrainingFailedException {
    try {
      TrainingResult result = placed(trained(settings, folder), settings);
      folder.delete();
      return result;
    } finally {
      folder.deleteUnlessWorthKeeping();
    }
  }

  private TrainingResult placed(TrainingEvent.Finished finished, Recipe settings)
      throws BundleRefusedException, CommandFailedException {
    try {
      return TrainingResult.admitted(finished, settings.result(), ifPresent());
    } catch (IOException e) {
      throw new CommandFailedException(
          "what was trained is kept, but cannot be put in its place: %s. Make room for it. To go on: %s"
              .formatted(BadEndings.message(e), wayOn(settings)),
          e);
    }
  }

  private TrainingEvent.Finished trained(Recipe settings, TrainingFolder folder)
      throws IOException, CommandFailedException, TrainingFailedException {
    try (StopSignal stop = new StopSignal(GRACE);
        TrainingView view = new TrainingView(spec.commandLine().getErr())) {
      return awaited(settings, folder, view, stop);
    } catch (TrainingFailedException e) {
      if (e.canGoOn() && folder.isWorthKeeping()) {
        throw new CommandFailedException(
            "%s To go on: %s".formatted(e.getMessage(), wayOn(settings)), e);
      }
      throw e;
    }
  }

  private TrainingEvent.Finished awaited(
      Recipe settings, TrainingFolder folder, TrainingView view, StopSignal stop)
      throws IOException, CommandFailedException, TrainingFailedException {
    try {
      List<String> java = heap.map(size -> "-Xmx" + size).stream().toList();
      return TrainingRun.await(settings, folder, java, view, stop);
    } catch (InterruptedException e) {
      throw new CommandFailedException(
          "the training was interrupted; go on with " + wayOn(settings), e, stop.codeOr(1));
    }
  }

  private static String wayOn(Recipe settings) {
    return "`saccade train --resume --out %s`".formatted(settings.result().out());
  }
}
