package io.saccade.bench.latency;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code saccade bench latency}. */
@Command(
    name = "latency",
    description = {
      "Measures how long an event waits for its prediction, from idle to overload.",
      "",
      "First the capacity is found: images a second from a backlog. Then events come at shares of "
          + "it, each at a time of its own, and none waits for an answer to another. A latency runs "
          + "from when its event was due, not from when it was sent, until the prediction is there "
          + "for a consumer of committed records: so a system that stalls cannot hide it by holding "
          + "up the load (\"coordinated omission\"). How late the load itself was is shown beside.",
      "",
      "In the same run, in turns:",
      "  one image alone  decode and infer on one thread, without Kafka",
      "  the broker       the same load through a Kafka Streams topology with the same",
      "                   guarantee, commit interval, threads and consumer, which",
      "                   answers each event without looking at it",
      "The verdict holds the p99 at 50 %% against twice the first and the p99 of the second.",
      "",
      "The engine's own latency comes from the headers of the predictions: from the poll to the "
          + "result, without the broker and the commit; latency.target is about it.",
      "",
      "Nothing is measured while the JVM still compiles: a processor runs for weeks. Above 100 %% "
          + "latency grows for as long as a run lasts."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench latency",
      "  saccade bench latency --model bundles/mobilenet --images photos/ --out data/",
      "  saccade bench latency --loads 50 --set commit.interval=50ms --arrivals poisson",
    })
public final class LatencyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private WorkloadOptions workloads = new WorkloadOptions();

  @Mixin private PlanOptions plans = new PlanOptions();

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

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "A setting of the processor; those of Kafka Streams go for the broker's part as well.")
  private Map<String, String> settings = new TreeMap<>();

  @Mixin private ResultOptions output = new ResultOptions();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    workloads.check();
    Plan plan = plans.plan();
    requireAtLeast("--events", events, 10);
    requireAtLeast("--partitions", partitions, 1);
    plan.latencyTarget()
        .ifPresent(target -> settings.put("latency.target", target.toMillis() + "ms"));
    List<LatencyRow> rows = new ArrayList<>();
    Interruptible interruptible = new Interruptible();
    try (WorkFolder folder = new WorkFolder()) {
      for (Path bundle : workloads.bundles(folder.path())) {
        rows.addAll(measure(workloads.workload(bundle, events, partitions), plan));
      }
    } finally {
      interruptible.close();
    }
    output.write("latency", rows);
    return 0;
  }

  private List<LatencyRow> measure(Workload workload, Plan plan)
      throws IOException, CommandFailedException, InterruptedException {
    PrintWriter writer = spec.commandLine().getOut();
    Report report = output.json() ? new JsonReport(writer) : new TableReport(writer, plan);
    report.begin(workload);
    try (WorkFolder folder = new WorkFolder()) {
      LatencyResults results =
          new LatencyBench(workload, plan, settings, report).run(folder.path());
      report.end(results);
      return LatencyRow.of(workload, plan, results);
    } catch (SettingsException e) {
      throw new ParameterException(
          spec.commandLine(), "--set or --latency-target: " + e.getMessage(), e);
    }
  }

  private void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s must be at least %d, but was %d".formatted(option, least, value));
    }
  }
}
