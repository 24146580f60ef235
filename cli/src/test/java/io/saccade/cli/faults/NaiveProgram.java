package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The negative control as a process. */
final class NaiveProgram implements Program {

  @Override
  public CliProcess start(Stage stage, String client, Path folder, Path output) throws IOException {
    return CliProcess.startMain(
        output,
        SaccadeProgram.JVM,
        Map.of(),
        NaiveProcessor.class.getName(),
        List.of(
            stage.bootstrap(),
            stage.registry(),
            stage.name(),
            client,
            stage.images(),
            stage.predictions(),
            folder.resolve("state").toString()));
  }
}
