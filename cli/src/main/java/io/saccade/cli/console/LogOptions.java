package io.saccade.cli.console;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much a command logs: options of the root, which every command below it has too. */
public final class LogOptions {

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      scope = ScopeType.INHERIT,
      description =
          "How much to log on the error stream: ${COMPLETION-CANDIDATES} (default: warn).")
  private Optional<LogLevel> logLevel = Optional.empty();

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log what saccade itself does, and only warnings of its libraries.")
  private boolean verbose;

  /** Makes the process log as the options say. */
  public void apply() {
    logLevel.ifPresent(LogLevel::apply);
    if (verbose) {
      LogLevel.INFO.applyToOurs();
    }
  }
}
