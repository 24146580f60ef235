package io.saccade.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the files are. */
final class Deployed {

  static final Path ROOT = Path.of("..");
  static final Path DEPLOY = ROOT.resolve("deploy");
  static final Path COMPOSE = ROOT.resolve("docker-compose.yml");
  static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
  static final Path RULES = DEPLOY.resolve("prometheus/rules/saccade.yml");
  static final Path DASHBOARDS = DEPLOY.resolve("grafana/dashboards");
  static final Path OPERATIONS = ROOT.resolve("docs/operations.md");

  private Deployed() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file below a folder whose name ends so, in order. */
  static List<Path> below(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
