package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.files.ImageFile;
import io.saccade.cli.files.ImageFiles;
import io.saccade.cli.publish.EventSource;
import io.saccade.cli.publish.FileEvents;
import io.saccade.cli.train.TrainingView;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.SettingsException;
import io.saccade.schemas.SchemaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade demo`. */
@Command(
    name = "demo",
    description = {
      "Trains a small network from scratch on images that it draws, to tell the colours of "
          + "shapes. Then runs everything in this process, on free ports: a Kafka broker, a schema "
          + "registry and the processor with that model. Publishes other drawn images, some of "
          + "them broken, and checks that each one comes out exactly once, in order, with its "
          + "label or the code of its failure."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade demo",
      "  saccade demo --headless --format json",
      "  saccade demo --keep models         keeps models/colors, and its report beside it",
      "  saccade demo --model models/resnet50/1 --images photos/",
      "",
      "Exits with 0 only where nothing was lost, duplicated, out of order or left open."
    })
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--headless", description = "Print the summary only, as for scripts.")
  private boolean headless;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Publish the images of this folder instead of drawn ones.")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "Serve this bundle, and train none.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the trained bundle and the report of its training in this folder. Usually nothing "
              + "is left behind.")
  private Optional<Path> kept = Optional.empty();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "3000",
      description = "How many images to publish (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "How to print the summary: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException,
          CommandFailedException,
          SchemaException,
          SettingsException,
          StartException,
          BundleRefusedException,
          InterruptedException {
    if (events < 1) {
      throw new ParameterException(
          spec.commandLine(), "--events must be at least 1, but was " + events);
    }
    if (kept.isPresent() && model.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--keep is for the model that is trained; leave out --model, or it");
    }
    EventSource source = source();
    try (StopSignal stop = new StopSignal(Duration.ofSeconds(25));
        ScratchFolder scratch = ScratchFolder.create()) {
      DemoReport report =
          new Demo(scratch.path(), served(scratch.path(), stop), this::tell).run(source, stop);
      print(report);
      return report.isGood() ? 0 : 1;
    }
  }

  private EventSource source() throws IOException, CommandFailedException {
    if (images.isEmpty()) {
      return model.isPresent() ? DrawnEvents.forAnyModel(events) : DrawnEvents.forColors(events);
    }
    List<ImageFile> files = ImageFiles.of(List.of(images.get())).files();
    int repeat = Math.max(1, events / files.size());
    return FileEvents.inline(files, repeat, Clock.systemUTC());
  }

  private ServedModel served(Path scratch, StopSignal stop)
      throws IOException, BundleRefusedException, CommandFailedException {
    if (model.isPresent()) {
      return ServedModel.given(model.get());
    }
    if (headless) {
      return new ColorTraining(scratch, event -> {}, stop).run(kept);
    }
    tell("training a small network on drawn images ...");
    try (TrainingView view = new TrainingView(spec.commandLine().getErr())) {
      return new ColorTraining(scratch, view, stop).run(kept);
    }
  }

  private void print(DemoReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
  }

  private void tell(String what) {
    if (!headless) {
      spec.commandLine().getErr().println("saccade: " + what);
    }
  }
}
