package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command writes the bundle that it makes. */
final class BundleTarget {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to write the bundle: a folder, or a zip by its name.")
  private Path out = Path.of("");

  @Option(names = "--force", description = "Replace a bundle that is there already.")
  private boolean force;

  Path path() {
    return out;
  }

  /** Writes the bundle; one that is there already only with {@code --force}. */
  void write(Bundle bundle) throws IOException, CommandFailedException {
    try {
      BundleWriter.write(bundle, out, force ? IfPresent.REPLACE : IfPresent.REFUSE);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(
          e.getMessage() + "; choose another --out" + (force ? "" : ", or add --force"), e);
    }
  }
}
