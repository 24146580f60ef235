package io.saccade.bench;

import io.saccade.bench.decode.DecodeCommand;
import io.saccade.bench.inference.InferenceCommand;
import io.saccade.bench.jmh.JmhCommand;
import io.saccade.bench.latency.LatencyCommand;
import io.saccade.bench.pipeline.PipelineCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code saccade bench}. */
@Command(
    name = "bench",
    description = "Measures Saccade against the bare limit of this machine.",
    footerHeading = "%nExamples:%n",
    footer = "  saccade bench pipeline --model bundles/mobilenet --images photos/",
    subcommands = {
      DecodeCommand.class,
      PipelineCommand.class,
      InferenceCommand.class,
      LatencyCommand.class,
      JmhCommand.class
    })
final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to measure: pipeline");
  }
}
