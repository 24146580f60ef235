package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.console.Terminal;
import io.saccade.cli.files.ImageFiles;
import io.saccade.cli.train.TrainingView;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.SettingsException;
import io.saccade.schemas.SchemaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
      "Everything at once, with nothing else installed. Trains two versions of a small network "
          + "from scratch on images that it draws, to tell the colours of shapes. Runs a Kafka "
          + "broker, a schema registry and the processor in this process, and sends it other drawn "
          + "images, some of them broken.",
      "",
      "Meanwhile it releases the better version, by the command that an operator would type; puts "
          + "out most of the lamps, until the drift alarm is raised; puts them on, until it is "
          + "cleared. Then it holds every event against what came out of it. The cameras' time is "
          + "a time lapse: a window of five minutes is over after "
          + TimeLapse.WINDOW
          + " images.",
      "",
      "On a terminal all of it stays up at the end, for a look at the dashboard, until Ctrl-C."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade demo",
      "  saccade demo --headless --format json",
      "  saccade demo --keep models         keeps models/colors/1 and 2, and their reports",
      "  saccade demo --model models/resnet50/1 --images photos/",
      "",
      "Exits with 0 only where nothing was lost, duplicated, out of order or left open, where the "
          + "release served, and where drift was found and its end seen."
    })
public final class DemoCommand implements Callable<Integer> {

  private static final int TOKEN_BYTES = 12;
  private static final int MOST_PORT = 65_535;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--headless",
      description = "Print the summary only and end by itself, as for scripts.")
  private boolean headless;

  @Option(
      names = "--stay",
      negatable = true,
      description =
          "Stay up at the end until Ctrl-C, with the cameras going on slowly. Usually so on a "
              + "terminal, without --headless; --no-stay ends by itself.")
  private Optional<Boolean> stay = Optional.empty();

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description =
          "Where the dashboard is on this machine; 0 for any free port (default: 8080, or a free one "
              + "where that is taken).")
  private Optional<Integer> httpPort = Optional.empty();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "Send the images of this folder instead of drawn ones. Nobody knows what they show, so "
              + "nothing is said of how many answers are right.")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description =
          "Serve this bundle, and train none; then it is released once more, under another name. "
              + "Drift is shown where the bundle has a reference that the images are like.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the trained bundles and the reports of their training in this folder. Usually "
              + "nothing is left behind.")
  private Optional<Path> kept = Optional.empty();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "3000",
      description =
          "How many images to send before and after the release, at the least (default: "
              + "${DEFAULT-VALUE}). Drift takes as many more as it takes.")
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
    requireSense();
    Pictures pictures = pictures();
    OptionalInt asked = httpPort.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    int port = HttpPort.choose(asked);
    if (asked.isEmpty() && port != HttpPort.USUAL) {
      tell("port %d is in use, so the dashboard has another".formatted(HttpPort.USUAL));
    }
    boolean stays = stay.orElse(!headless && Terminal.isWatched());
    DemoReport report;
    try (StopSignal stop = new StopSignal(Duration.ofSeconds(25));
        ScratchFolder scratch = ScratchFolder.create()) {
      TwoVersions versions = versions(scratch.path(), stop);
      DemoPlan plan = new DemoPlan(scratch.path(), events, port, token());
      report =
          new Demo(plan, stop, this::tell)
              .run(
                  versions,
                  pictures,
                  (shown, goOn) -> {
                    if (stays) {
                      stay(shown, plan, stop, goOn);
                    }
                  });
    }
    if (!stays) {
      // Only now, so that no report is named that goes with the rest.
      print(report);
    }
    return report.isGood() ? 0 : 1;
  }

  private void requireSense() {
    if (events < 1) {
      throw new ParameterException(
          spec.commandLine(), "--events must be at least 1, but was " + events);
    }
    if (kept.isPresent() && model.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--keep is for the model that is trained; leave out --model, or it");
    }
    if (httpPort.filter(port -> port < 0 || port > MOST_PORT).isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--http-port must be 0 to 65535, but was " + httpPort.get());
    }
  }

  private Pictures pictures() throws IOException, CommandFailedException {
    if (images.isPresent()) {
      return new OwnPictures(ImageFiles.of(List.of(images.get())).files());
    }
    return model.isPresent() ? DrawnEvents.forAnyModel() : DrawnEvents.forColors();
  }

  private TwoVersions versions(Path scratch, StopSignal stop)
      throws IOException, BundleRefusedException, CommandFailedException {
    if (model.isPresent()) {
      return TwoVersions.given(model.get(), scratch);
    }
    if (headless) {
      return new ColorTraining(scratch, event -> {}, stop).run(kept);
    }
    tell("training two versions of a small network on drawn images ...");
    try (TrainingView view = new TrainingView(spec.commandLine().getErr())) {
      return new ColorTraining(scratch, view, stop).run(kept);
    }
  }

  /** Leaves everything running, for people to look at. */
  private void stay(DemoReport report, DemoPlan plan, StopSignal stop, Runnable goOn)
      throws InterruptedException {
    print(report);
    goOn.run();
    tell("all of it stays up, and the cameras go on; Ctrl-C ends it. " + plan.address());
    stop.await();
  }

  private void print(DemoReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
  }

  private static String token() {
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    return HexFormat.of().formatHex(token);
  }

  private void tell(String what) {
    if (!headless) {
      spec.commandLine().getErr().println("saccade: " + what);
    }
  }
}
