package io.saccade.bench.all;

import io.saccade.bench.pipeline.Interruptible;
import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code saccade bench all}. */
@Command(
    name = "all",
    description = {
      "Runs all benchmarks in order, and makes the page of their results.",
      "",
      "Each runs in a process of its own and writes a file of results; `bench report` renders them "
          + "at the end. One that fails does not stop the others. Steps: pipeline, "
          + "pipeline-partitions, pipeline-threads, pipeline-size, pipeline-events, latency, "
          + "swap, inference, inference-decode, decode, jmh. Latency, swaps and the sweep over events, "
          + "which take long, are of the first model."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench all --quick --out results/",
      "  saccade bench all --full --model bundles/mobilenet --model bundles/int8 --images photos/",
      "  saccade bench all --full --only jmh,decode",
    })
public final class AllCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Effort effort = new Effort();

  /** How much is measured. */
  private static final class Effort {

    @Option(
        names = "--quick",
        required = true,
        description = "Show that all works, in a few minutes; the numbers mean little.")
    private boolean quick;

    @Option(
        names = "--full",
        required = true,
        description = "Measure in earnest: hours, on a machine that does nothing else.")
    @SuppressWarnings("UnusedVariable") // the other choice of the group
    private boolean full;
  }

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "A model's bundle; may be given again (default: the drawn-shapes model).")
  private List<Path> models = new ArrayList<>();

  @Option(names = "--images", paramLabel = "DIR", description = "The images (default: drawn ones).")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "STEP",
      split = ",",
      description = "Run these steps only, and make the page of all results that are there.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "docs",
      description =
          "Where the page goes; results go to benchmarks/ there (default: " + "${DEFAULT-VALUE}).")
  private Path out = Path.of("docs");

  @Override
  public Integer call() throws IOException, CommandFailedException, InterruptedException {
    List<Step> steps =
        effort.quick ? Step.quick(Runtime.getRuntime().availableProcessors()) : Step.full();
    List<String> names = steps.stream().map(Step::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "--only must name steps of %s, but was %s".formatted(names, name));
      }
    }
    List<String> failed = new ArrayList<>();
    Interruptible interruptible = new Interruptible();
    try {
      for (Step step : steps) {
        if ((only.isEmpty() || only.contains(step.name())) && !run(step)) {
          failed.add(step.name());
        }
      }
      if (BenchProcess.run(List.of("report", "--out", out.toString())) != 0) {
        failed.add("report");
      }
    } finally {
      interruptible.close();
    }
    if (!failed.isEmpty()) {
      throw new CommandFailedException(
          "these failed: %s; their errors are above".formatted(String.join(", ", failed)));
    }
    return 0;
  }

  private boolean run(Step step) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(step.arguments());
    Step.Takes takes = step.takes();
    if (takes != Step.Takes.NOTHING && takes != Step.Takes.IMAGES) {
      long count = takes == Step.Takes.ONE_MODEL_AND_IMAGES ? 1 : models.size();
      models.stream().limit(count).forEach(model -> add(arguments, "--model", model));
    }
    if (takes != Step.Takes.NOTHING && takes != Step.Takes.MODELS) {
      images.ifPresent(folder -> add(arguments, "--images", folder));
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.println("\n== " + step.name() + ": bench " + String.join(" ", arguments));
    writer.flush();
    add(arguments, "--out", out.resolve("benchmarks"));
    long started = System.nanoTime();
    boolean done = BenchProcess.run(arguments) == 0;
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    writer.println("== %s after %d s".formatted(done ? "done" : "FAILED", took.toSeconds()));
    writer.flush();
    return done;
  }

  private static void add(List<String> arguments, String option, Path value) {
    arguments.add(option);
    arguments.add(value.toString());
  }
}
