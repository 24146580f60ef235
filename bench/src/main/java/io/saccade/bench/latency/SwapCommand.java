package io.saccade.bench.latency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.pipeline.Interruptible;
import io.saccade.bench.pipeline.WorkFolder;
import io.saccade.bench.pipeline.Workload;
import io.saccade.bench.pipeline.WorkloadOptions;
import io.saccade.bench.results.ResultOptions;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code saccade bench swap}. */
@Command(
    name = "swap",
    description = {
      "Measures what changing the version costs the events that come meanwhile.",
      "",
      "First the capacity is found: images a second from a backlog. Then events come at a share of "
          + "it, each at a time of its own, whether or not earlier ones were answered; a latency runs "
          + "from when its event was due until the prediction is there for a consumer of committed "
          + "records. Again and again a new version is released, after a quiet time to hold it "
          + "against, and another before that, which the quiet time is held against as a control: "
          + "that ratio is what the machine does by itself. A swap lasts from the release until a second after it serves.",
      "",
      "The versions are the model itself with so many golden images, of 12 megapixels each, that "
          + "the gate works on them for --load-seconds on a machine that does nothing else; a "
          + "bundle holds 120 of them at most. Beside the load it takes longer: the loader gives "
          + "way.",
      "",
      "The verdict: the p99 of all swaps together is at most 1.1 times that of all quiet times, and "
          + "at most 10 %% of the throughput are missing (the median of the swaps). One swap goes "
          + "before, unmeasured."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench swap",
      "  saccade bench swap --model bundles/mobilenet --images photos/ --out data/",
      "  saccade bench swap --load 50 --swaps 3 --load-seconds 5",
    })
public final class SwapCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private WorkloadOptions workloads = new WorkloadOptions();

  @Option(
      names = "--load",
      paramLabel = "PERCENT",
      defaultValue = "80",
      description = "The load, in per cent of the capacity (default: ${DEFAULT-VALUE}).")
  private int load;

  @Option(
      names = "--swaps",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many swaps are measured (default: ${DEFAULT-VALUE}).")
  private int swaps;

  @Option(
      names = "--quiet-seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long each of two quiet times before it is (default: ${DEFAULT-VALUE}).")
  private int quiet;

  @Option(
      names = "--load-seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long a version takes to load (default: ${DEFAULT-VALUE}).")
  private int versionLoad;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long the load runs before anything is measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "2000",
      description = "The backlog that the capacity is found with (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of the topic of images (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting of the processor.")
  private Map<String, String> settings = new TreeMap<>();

  @Mixin private ResultOptions output = new ResultOptions();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    check();
    List<SwapRow> rows = new ArrayList<>();
    Interruptible interruptible = new Interruptible();
    try (WorkFolder folder = new WorkFolder()) {
      for (Path bundle : workloads.bundles(folder.path())) {
        rows.add(measure(workloads.workload(bundle, events, partitions)));
      }
    } finally {
      interruptible.close();
    }
    output.write("swap", rows);
    return 0;
  }

  private SwapRow measure(Workload workload)
      throws IOException, CommandFailedException, InterruptedException {
    SwapPlan plan =
        new SwapPlan(
            load,
            swaps,
            Duration.ofSeconds(quiet),
            Duration.ofSeconds(versionLoad),
            Duration.ofSeconds(warmUp));
    if (!output.json()) {
      line(
          "%s, %d images of %.0f kB on average, %d partitions, load %d %%",
          workload.modelName(),
          workload.images().size(),
          workload.meanBytes() / 1000,
          workload.partitions(),
          load);
    }
    try (WorkFolder folder = new WorkFolder()) {
      SwapRow row = new SwapBench(workload, plan, settings, this::measured).run(folder.path());
      end(row);
      return row;
    } catch (SettingsException e) {
      throw new ParameterException(spec.commandLine(), "--set: " + e.getMessage(), e);
    }
  }

  private void measured(SwapRow.Swap swap) {
    if (!output.json()) {
      line(
          "swap  %5.1f s to load  p99 %7.1f ms, quiet %7.1f ms, ratio %5.2f, control %5.2f  answered"
              + " %7.1f/s, quiet %7.1f/s, dip %5.1f %%",
          swap.loadSeconds(),
          swap.swapP99Millis(),
          swap.quietP99Millis(),
          swap.ratio(),
          swap.controlRatio(),
          swap.swapRate(),
          swap.quietRate(),
          100 * swap.dip());
    }
  }

  private void end(SwapRow row) throws JsonProcessingException {
    if (output.json()) {
      line("%s", new ObjectMapper().writeValueAsString(SwapVerdict.of(row)));
      return;
    }
    line("");
    line(
        "%d swaps to versions with %d golden images, which took %.1f s to load (median), together:",
        row.swaps().size(), row.goldenImages(), row.medianLoadSeconds());
    line(
        "p99 during swaps is %.2f of the quiet p99 (%s %.1f; control %.2f; median of the swaps %.2f);"
            + " %.1f %% of the throughput are missing (%s %.0f %%).",
        row.p99Ratio(),
        row.p99Ratio() <= SwapRow.MOST_RATIO ? "at most" : "over",
        SwapRow.MOST_RATIO,
        row.controlRatio(),
        row.medianRatio(),
        100 * row.throughputDip(),
        row.throughputDip() <= SwapRow.MOST_DIP ? "at most" : "over",
        100 * SwapRow.MOST_DIP);
  }

  private void check() {
    workloads.check();
    requireWithin("--load", load, 1, 100);
    requireWithin("--swaps", swaps, 1, 100);
    requireWithin("--quiet-seconds", quiet, 1, 3600);
    requireWithin("--load-seconds", versionLoad, 1, 600);
    requireWithin("--warm-up", warmUp, 0, 3600);
    requireWithin("--events", events, 10, 10_000_000);
    requireWithin("--partitions", partitions, 1, 1000);
  }

  private void requireWithin(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s must be from %d to %d, but was %d".formatted(option, least, most, value));
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // Formats of lines are put together.
  private void line(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    out.flush();
  }
}
