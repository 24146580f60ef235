package io.saccade.bench.inference;

import io.saccade.bench.pipeline.BareSetting;
import io.saccade.bench.pipeline.Interruptible;
import io.saccade.bench.pipeline.WorkFolder;
import io.saccade.bench.pipeline.Workload;
import io.saccade.bench.pipeline.WorkloadOptions;
import io.saccade.bench.results.ResultOptions;
import io.saccade.bench.results.TrialOptions;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code saccade bench inference}. */
@Command(
    name = "inference",
    description = {
      "Measures how fast ONNX Runtime runs a model, by lanes, threads and batch.",
      "",
      "Lanes are batches that run at once; threads work on one of them together; the two always "
          + "make up all cores. Every point of the grid is measured once a round, in turns, on a "
          + "session of its own that is warmed up first.",
      "",
      "Without --decode the tensors are ready: what is measured is the model alone, which no "
          + "pipeline can exceed. With --decode every image is decoded and resized too, on as many "
          + "threads as cores: that is the bare loop which `bench pipeline` holds Saccade against, "
          + "and the grid which self-tuning is judged by."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench inference --model bundles/mobilenet --model bundles/int8",
      "  saccade bench inference --model bundles/mobilenet --images photos/ --decode",
      "  saccade bench inference --rounds 1 --seconds 0.2 --format json",
    })
public final class InferenceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private WorkloadOptions workloads = new WorkloadOptions();

  @Option(names = "--decode", description = "Decode and resize each image as well.")
  private boolean decode;

  @Mixin private TrialOptions trials = new TrialOptions();

  @Mixin private ResultOptions output = new ResultOptions();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, BundleRefusedException, InterruptedException {
    workloads.check();
    trials.check();
    List<GridRow> rows = new ArrayList<>();
    Interruptible interruptible = new Interruptible();
    try (WorkFolder folder = new WorkFolder()) {
      for (Path bundle : workloads.bundles(folder.path())) {
        rows.addAll(measure(workloads.workload(bundle, 1, 1)));
      }
    } finally {
      interruptible.close();
    }
    output.write(decode ? "inference-decode" : "inference", rows);
    return 0;
  }

  private List<GridRow> measure(Workload workload)
      throws CommandFailedException, InterruptedException, IOException {
    Duration time = trials.time();
    Grid.Load load =
        decode ? ModelLoads.decodeAndInfer(workload, time) : ModelLoads.inference(workload, time);
    int cores = Runtime.getRuntime().availableProcessors();
    String model = workload.modelName();
    List<GridRow> rows =
        new Grid(trials.rounds(), load)
            .measure(BareSetting.candidates(cores), model).stream()
                .map(point -> GridRow.of(model, point))
                .toList();
    GridTable table = new GridTable(rows);
    print(output.json() ? table.json() : table.text(what(), cores));
    return rows;
  }

  private String what() {
    return decode ? "decode and infer" : "ready tensors";
  }

  private void print(String text) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(text);
    writer.flush();
  }
}
