package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import java.io.IOException;
import java.nio.file.Path;

/** What the instances of a run are processes of. */
public interface Program {

  /**
   * Starts one instance.
   *
   * @param client the client id, which tells the instances of the group apart
   * @param folder the instance's own, kept from one start to the next
   * @param output where its output is kept
   */
  CliProcess start(Stage stage, String client, Path folder, Path output) throws IOException;
}
