package io.saccade.bench.pipeline;

import io.saccade.bench.results.ResultOptions;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saccade bench settings}. */
@Command(
    name = "settings",
    description = {
      "Measures what settings of the processor cost.",
      "",
      "The processor as it is, and once with each of the settings, work off the same backlog in "
          + "turns, so that what changes on the machine meanwhile meets all of them. A ratio is "
          + "taken within a round; over 1 it is faster with the setting. Compare the ratios with "
          + "that of `again`, which is the processor as it is once more: what lies within its "
          + "spread is chance."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench settings deterministic=true",
      "  saccade bench settings --model bundles/cats drift.enabled=off",
      "  saccade bench settings --set lanes=2 --rounds 10 commit.interval=1s",
    })
public final class SettingsCommand implements Callable<Integer> {

  /** The name of the file of results. */
  public static final String RESULTS = "pipeline-settings";

  private static final String AS_IT_IS = "as it is";
  private static final String AGAIN = "again";

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
      defaultValue = "5000",
      description = "How many events one measurement takes (default: ${DEFAULT-VALUE}).")
  private int events;

  @Mixin private EffortOptions efforts = new EffortOptions();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of the topic of images (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of all of them; may be given again.")
  private Map<String, String> common = new TreeMap<>();

  @Mixin private ResultOptions output = new ResultOptions();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    workloads.check();
    efforts.check();
    if (events < 10 || partitions < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--events must be at least 10 and --partitions at least 1, but they were %d and %d"
              .formatted(events, partitions));
    }
    List<SettingRow> rows = new ArrayList<>();
    Interruptible interruptible = new Interruptible();
    try (WorkFolder folder = new WorkFolder()) {
      for (Path bundle : workloads.bundles(folder.path())) {
        rows.addAll(measure(workloads.workload(bundle, events, partitions)));
      }
    } finally {
      interruptible.close();
    }
    print(output.json() ? SettingTable.json(rows) : SettingTable.text(rows));
    output.write(RESULTS, rows);
    return 0;
  }

  private List<SettingRow> measure(Workload workload)
      throws IOException, CommandFailedException, InterruptedException {
    try (WorkFolder folder = new WorkFolder();
        BrokerProcess broker = BrokerProcess.start(folder.path().resolve("broker"))) {
      Kafka kafka = new Kafka(broker.bootstrap(), broker.registry());
      BrokerWarmUp.run(kafka, efforts.effort().warmUp());
      Backlog.publish(kafka, workload);
      List<Contender> contenders = new ArrayList<>();
      contenders.add(new SaccadeRun(kafka, workload, folder.path(), common).named(AS_IT_IS));
      compared.forEach(
          (name, value) -> {
            Map<String, String> settings = new TreeMap<>(common);
            settings.put(name, value);
            contenders.add(
                new SaccadeRun(kafka, workload, folder.path(), settings).named(name + "=" + value));
          });
      contenders.add(new SaccadeRun(kafka, workload, folder.path(), common).named(AGAIN));
      Rounds rounds =
          new Rounds(efforts.effort(), workload.events(), new MachineClock(broker), this::measured);
      rounds.warmUp(contenders);
      return SettingRow.of(workload.modelName(), rounds.measure(contenders));
    }
  }

  private void measured(int round, String contender, Cost cost) {
    if (!output.json()) {
      print(
          String.format(
              Locale.ROOT,
              "round %d  %-40s %9.1f images/s %9.2f CPU ms/image",
              round,
              contender,
              cost.rate(),
              cost.cpuMillis()));
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
