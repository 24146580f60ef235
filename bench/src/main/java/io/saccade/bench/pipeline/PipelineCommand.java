package io.saccade.bench.pipeline;

import io.saccade.bench.results.ResultOptions;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "              one stream thread, over a part of the events, and with one for",
      "              every core",
      "  saccade     the processor",
      "",
      "The better one of the two per record is the baseline. Both Kafka applications run "
          + "exactly-once over the same backlog, published before, against a real broker in a "
          + "process of its own on the same cores. Everything runs for a while before all rounds "
          + "without being measured: a processor runs for weeks, and so does its broker.",
      "",
      "A measurement lasts from the first event that an application has polled until the last "
          + "prediction is there for a consumer of committed records; loading the model and "
          + "joining the group come before it. Rates are medians over the rounds. Processor time "
          + "is that of all threads, the broker's included.",
      "",
      "With --sweep one thing varies, and only the bare loop and saccade are measured, each point "
          + "against a broker of its own. RSS and heap are this process's at the end of the last "
          + "round, the heap after a collection; later points also hold what earlier ones left."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench pipeline",
      "  saccade bench pipeline --model bundles/mobilenet --images photos/",
      "  saccade bench pipeline --events 400 --rounds 1 --format json",
      "  saccade bench pipeline --model bundles/mobilenet --sweep partitions",
      "  saccade bench pipeline --sweep events --points 1000,20000 --out results/",
    })
public final class PipelineCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private WorkloadOptions workloads = new WorkloadOptions();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "How many events one measurement takes (default: ${DEFAULT-VALUE}); of few, the first and "
              + "the last seconds count for more than they do in weeks.")
  private int events;

  @Mixin private EffortOptions efforts = new EffortOptions();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of the topic of images (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Mixin private ProcessorOptions processor = new ProcessorOptions();

  @Option(
      names = "--bare",
      paramLabel = "LxTxB",
      description =
          "Lanes, threads and batch of the bare loop, as in 4x1x2 (default: the best is looked "
              + "for).")
  private Optional<String> bare = Optional.empty();

  @Mixin private SweepOptions sweeps = new SweepOptions();

  @Mixin private ResultOptions output = new ResultOptions();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    check();
    Interruptible interruptible = new Interruptible();
    try (WorkFolder folder = new WorkFolder()) {
      if (sweeps.sweep().isPresent()) {
        sweep(sweeps.sweep().get(), folder.path());
      } else {
        compare(folder.path());
      }
    } finally {
      interruptible.close();
    }
    return 0;
  }

  private void check() {
    workloads.check();
    requireAtLeast("--events", events, 10);
    efforts.check();
    requireAtLeast("--partitions", partitions, 1);
    processor.check();
    sweeps.check();
    if (sweeps.varies(Sweep.SIZE) && workloads.hasFolder()) {
      throw misused("--sweep size draws its images; leave out --images");
    }
  }

  /** Every contender at one point. */
  private void compare(Path folder)
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    List<ContenderRow> rows = new ArrayList<>();
    for (Path bundle : workloads.bundles(folder)) {
      Workload workload = workloads.workload(bundle, events, partitions);
      describe(workload);
      BareSetting setting = bareSetting(workload);
      Comparison comparison =
          new Comparison(workload, setting, processor.settings(), efforts.effort());
      Results results = comparison.measure(this::measured);
      print(output.json() ? results.json() : results.table());
      rows.addAll(ContenderRow.of(workload.modelName(), results));
    }
    output.write("pipeline", rows);
  }

  /** Saccade and the bare loop at several points. */
  private void sweep(Sweep sweep, Path folder)
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    List<SweepRow> rows = new ArrayList<>();
    Map<String, String> settings = processor.settings();
    // One plan for all points, so that only what is varied differs between them.
    settings.putIfAbsent("tuning.dir", folder.resolve("tuning").toString());
    SweepTable table = new SweepTable(sweep, output.format(), spec.commandLine().getOut());
    table.head();
    for (Path bundle : workloads.bundles(folder)) {
      SweepRun run =
          new SweepRun(
              sweep, efforts.effort(), settings, this::workload, bareSetting().orElse(null));
      rows.addAll(run.measure(bundle, sweeps.points(), table::row));
    }
    output.write(sweep.file(), rows);
  }

  private Workload workload(Path bundle, int point)
      throws IOException, CommandFailedException, BundleRefusedException {
    if (sweeps.varies(Sweep.SIZE)) {
      workloads.draw(point);
    }
    return workloads.workload(
        bundle,
        sweeps.varies(Sweep.EVENTS) ? point : events,
        sweeps.varies(Sweep.PARTITIONS) ? point : partitions);
  }

  private BareSetting bareSetting(Workload workload)
      throws CommandFailedException, InterruptedException {
    Optional<BareSetting> given = bareSetting();
    return given.isPresent()
        ? given.get()
        : new BareSearch(workload, BareSearch.Patience.usual())
            .best(BareSetting.candidates(cores()));
  }

  private Optional<BareSetting> bareSetting() {
    try {
      return bare.map(text -> BareSetting.parse(text, cores()));
    } catch (IllegalArgumentException e) {
      throw misused("--bare " + e.getMessage());
    }
  }

  private void describe(Workload workload) {
    if (!output.json()) {
      print(
          String.format(
              Locale.ROOT,
              "%s, %d images of %.0f kB on average, %d events in %d partitions, %d cores",
              workload.modelName(),
              workload.images().size(),
              workload.meanBytes() / 1000,
              events,
              partitions,
              cores()));
    }
  }

  private void measured(int round, String contender, Cost cost) {
    print(
        output.json()
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

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw misused("%s must be at least %d, but was %d".formatted(option, least, value));
    }
  }
}
