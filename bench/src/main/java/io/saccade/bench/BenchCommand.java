package io.saccade.bench;

import io.saccade.bench.all.AllCommand;
import io.saccade.bench.decode.DecodeCommand;
import io.saccade.bench.drift.DriftCommand;
import io.saccade.bench.inference.InferenceCommand;
import io.saccade.bench.jmh.JmhCommand;
import io.saccade.bench.latency.LatencyCommand;
import io.saccade.bench.latency.SwapCommand;
import io.saccade.bench.pipeline.CostCommand;
import io.saccade.bench.pipeline.PipelineCommand;
import io.saccade.bench.pipeline.SettingsCommand;
import io.saccade.bench.report.ReportCommand;
import io.saccade.bench.train.TrainCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code saccade bench}. */
@Command(
    name = "bench",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Measures Saccade against the bare limit of this machine, and its trainer and its drift "
          + "statistics against gates.",
      "",
      "From the whole to its parts: `pipeline` is throughput through Kafka, `latency` the wait of "
          + "one event under load, `swap` what changing the version costs it; `inference` is the "
          + "model alone, `decode` what comes before it, `jmh` the small pieces in between. `all` "
          + "runs the lot, and `report` makes a page of it.",
      "",
      "`train` is about how well the trainer learns, `drift` about what is said of drift; neither "
          + "of how fast a model runs. They need data sets and are no part of `all`."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench pipeline --model bundles/mobilenet --images photos/",
      "  saccade bench inference --model bundles/mobilenet --decode",
      "  saccade bench all --quick",
      "  saccade bench train --data datasets/ --seeds 1,2,3",
      "  saccade bench drift --data datasets/",
    },
    subcommands = {
      PipelineCommand.class,
      SettingsCommand.class,
      CostCommand.class,
      LatencyCommand.class,
      SwapCommand.class,
      InferenceCommand.class,
      DecodeCommand.class,
      JmhCommand.class,
      TrainCommand.class,
      DriftCommand.class,
      AllCommand.class,
      ReportCommand.class
    })
final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to measure: pipeline, latency, swap, inference, decode, jmh, or all of them; "
            + "or train, or drift");
  }
}
