package io.saccade.bench.pipeline;

import io.saccade.bench.results.ResultOptions;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saccade bench cost}. */
@Command(
    name = "cost",
    description = {
      "Measures what a setting costs to within a fraction of a percent.",
      "",
      "The processor as it is and one with the setting, each a process of its own, work off the "
          + "same backlog at the same time, and what an image takes of either's processor time is "
          + "compared. What the machine does meanwhile it does to both; in turns, as `bench "
          + "settings` has it, that alone makes some percent. As many rounds with two processors "
          + "that do not differ show what is chance."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench cost --model bundles/cats --images photos/ drift.enabled=off",
      "  saccade bench cost --at-most 5 labels.enabled=on",
    })
public final class CostCommand implements Callable<Integer> {

  /** The name of the file of results. */
  public static final String RESULTS = "pipeline-cost";

  private static final Duration BROKER_WARM_UP = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME=VALUE",
      arity = "1..*",
      description = "The settings; each is measured by itself.")
  private Map<String, String> compared = new LinkedHashMap<>();

  @Mixin private WorkloadOptions workloads = new WorkloadOptions();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "24000",
      description = "How many events each processor takes (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "6000",
      description =
          "How many of them are not measured, while the JVM compiles (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often everything is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--at-most",
      paramLabel = "PERCENT",
      defaultValue = "1",
      description = "Up to where a change is called little (default: ${DEFAULT-VALUE}).")
  private double atMost;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of the topic of images (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of both; may be given again.")
  private Map<String, String> common = new TreeMap<>();

  @Mixin private ResultOptions output = new ResultOptions();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    check();
    List<CostRow> rows = new ArrayList<>();
    Interruptible interruptible = new Interruptible();
    try (WorkFolder folder = new WorkFolder()) {
      for (Path bundle : workloads.bundles(folder.path())) {
        rows.addAll(measure(workloads.workload(bundle, events, partitions)));
      }
    } finally {
      interruptible.close();
    }
    output.write(RESULTS, rows);
    return 0;
  }

  private void check() {
    workloads.check();
    if (events < 10 || warmUp < 0 || warmUp > events / 2 || rounds < 1 || partitions < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--events must be at least 10, --warm-up at most half of them, --rounds and --partitions at "
              + "least 1, but they were %d, %d, %d and %d"
                  .formatted(events, warmUp, rounds, partitions));
    }
  }

  private List<CostRow> measure(Workload workload)
      throws IOException, CommandFailedException, InterruptedException {
    try (WorkFolder folder = new WorkFolder();
        BrokerProcess broker = BrokerProcess.start(folder.path().resolve("broker"))) {
      Kafka kafka = new Kafka(broker.bootstrap(), broker.registry());
      BrokerWarmUp.run(kafka, BROKER_WARM_UP);
      Backlog.publish(kafka, workload);
      SideBySide sideBySide = new SideBySide(kafka, workload, folder.path(), warmUp);
      List<CostRow> rows = new ArrayList<>();
      for (Map.Entry<String, String> setting : compared.entrySet()) {
        rows.add(measure(workload.modelName(), setting, sideBySide));
      }
      return rows;
    }
  }

  private CostRow measure(String model, Map.Entry<String, String> setting, SideBySide sideBySide)
      throws IOException, CommandFailedException, InterruptedException {
    Map<String, String> settings = new TreeMap<>(common);
    settings.put(setting.getKey(), setting.getValue());
    List<CpuPair> pairs = new ArrayList<>();
    List<CpuPair> controls = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      String task = "round %d of %d, ".formatted(round, rounds);
      // Who is started first has the broker to itself for a moment.
      pairs.add(
          round % 2 == 1
              ? sideBySide.measure(task + setting, common, settings)
              : sideBySide.measure(task + setting, settings, common).swapped());
      controls.add(sideBySide.measure(task + "two that do not differ", common, common));
    }
    CostRow row = CostRow.of(model, setting.toString(), pairs, controls, atMost);
    print(output.json() ? row.json() : row.text());
    return row;
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
