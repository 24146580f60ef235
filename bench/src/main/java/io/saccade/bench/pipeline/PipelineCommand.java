package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code saccade bench pipeline}. */
@Command(
    name = "pipeline",
    description = {
      "Measures the whole pipeline against the bare limit of this machine.",
      "",
      "In turns, over the same images and with the same model:",
      "  bare loop   decode and infer on every core, without Kafka; with the best",
      "              lanes, threads and batch of a small set, found at the start",
      "  per record  plain Kafka Streams: ImageIO, Java 2D, one image a call; with",
      "              one stream thread and with one for every core",
      "  saccade     the processor",
      "",
      "The better one of the two per record is the baseline. Both Kafka applications run "
          + "exactly-once over the same backlog, published before, against a real broker in a "
          + "process of its own on the same cores; once before all rounds without being measured, "
          + "as the bare loop has run by then.",
      "",
      "A measurement lasts from the first event that an application has polled until the last "
          + "prediction is there for a consumer of committed records; loading the model and "
          + "joining the group come before it. Rates are medians over the rounds. Processor time "
          + "is that of all threads, the broker's included."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench pipeline",
      "  saccade bench pipeline --model bundles/mobilenet --images photos/",
      "  saccade bench pipeline --events 400 --rounds 1 --format json",
    })
public final class PipelineCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description =
          "The model's bundle, a folder or a zip (default: the small drawn-shapes model).")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "The images; events go round them (default: drawn ones).")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--image-size",
      paramLabel = "N",
      defaultValue = "256",
      description = "The side of drawn images in pixels (default: ${DEFAULT-VALUE}).")
  private int imageSize;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many events one measurement takes (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often everything is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of the topic of images (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Saccade's stream threads (default: the processor's).")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "Saccade's lanes (default: the processor's).")
  private Optional<Integer> lanes = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Saccade's batch size (default: the processor's).")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "How to print the results: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    requireAtLeast("--image-size", imageSize, 16);
    requireAtLeast("--events", events, 10);
    requireAtLeast("--rounds", rounds, 1);
    requireAtLeast("--partitions", partitions, 1);
    threads.ifPresent(value -> requireAtLeast("--threads", value, 1));
    lanes.ifPresent(value -> requireAtLeast("--lanes", value, 1));
    batch.ifPresent(value -> requireAtLeast("--batch", value, 1));
    Interruptible interruptible = new Interruptible();
    try (WorkFolder folder = new WorkFolder()) {
      Results results = measure(workload(folder.path()), folder.path());
      print(format == OutputFormat.JSON ? results.json() : results.table());
    } finally {
      interruptible.close();
    }
    return 0;
  }

  private Results measure(Workload workload, Path folder)
      throws IOException, CommandFailedException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    describe(workload, cores);
    BareSetting best = new BareSearch(workload).best(BareSetting.candidates(cores));
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"));
        BareLoop bare = new BareLoop(workload, best)) {
      Kafka kafka = new Kafka(broker.bootstrap(), broker.registry());
      Backlog.publish(kafka, workload);
      Contender saccade = new SaccadeRun(kafka, workload, folder, settings());
      Contender baseline = new Baseline(kafka, workload, folder, cores);
      Rounds measuring = new Rounds(rounds, events, new MachineClock(broker), this::measured);
      measuring.warmUp(List.of(baseline, saccade));
      Contender oneThread = new Baseline(kafka, workload, folder, 1);
      return Results.of(measuring.measure(List.of(bare, oneThread, baseline, saccade)));
    }
  }

  private Workload workload(Path folder)
      throws IOException, CommandFailedException, BundleRefusedException {
    Path path = model.orElse(folder.resolve("colors"));
    if (model.isEmpty()) {
      BundleWriter.write(ColorModel.bundle("1"), path, IfPresent.REFUSE);
    }
    Bundle bundle = Bundle.read(path);
    List<byte[]> encoded =
        images.isPresent()
            ? Images.of(images.get(), bundle.manifest().input().preprocessing())
            : Images.drawn(imageSize);
    return new Workload(bundle, path, encoded, events, partitions);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    threads.ifPresent(value -> settings.put("stream.threads", Integer.toString(value)));
    lanes.ifPresent(value -> settings.put("lanes", Integer.toString(value)));
    batch.ifPresent(value -> settings.put("batch.size", Integer.toString(value)));
    return settings;
  }

  private void describe(Workload workload, int cores) {
    if (format == OutputFormat.TABLE) {
      print(
          String.format(
              Locale.ROOT,
              "%s %s, %d images of %.0f kB on average, %d events in %d partitions, %d cores",
              workload.bundle().manifest().name(),
              workload.bundle().manifest().version(),
              workload.images().size(),
              workload.meanBytes() / 1000,
              events,
              partitions,
              cores));
    }
  }

  private void measured(int round, String contender, Cost cost) {
    print(
        format == OutputFormat.JSON
            ? String.format(
                Locale.ROOT,
                "{\"round\":%d,\"contender\":\"%s\",\"images\":%d,\"imagesPerSecond\":%.1f,\"cpuMillis\":%.2f}",
                round,
                contender,
                events,
                cost.rate(),
                cost.cpuMillis())
            : String.format(
                Locale.ROOT,
                "round %d  %-40s %9.1f images/s %9.2f CPU ms/image",
                round,
                contender,
                cost.rate(),
                cost.cpuMillis()));
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s must be at least %d, but was %d".formatted(option, least, value));
    }
  }
}
