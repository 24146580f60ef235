package io.saccade.cli.release;

import io.saccade.cli.console.OutputFormat;
import io.saccade.processor.release.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every command has that issues a release. */
final class IssueOptions {

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description = "The name of the model, as its bundles' manifests say it.")
  private String model = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept in the audit.")
  private Optional<String> reason = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who issues it; it is kept in the audit (default: the system's user).")
  private Optional<String> by = Optional.empty();

  @Option(names = "--no-wait", description = "Issue the release and do not wait for anything.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long to wait until every living instance serves it (default: 300).")
  private long timeout;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  String model() {
    return model;
  }

  Issuer issuer() {
    String user = Objects.requireNonNullElse(System.getProperty("user.name"), "");
    return Issuer.of(by.orElse(user), reason.orElse(""), Instant.now());
  }

  boolean waits() {
    return !noWait;
  }

  Duration timeout() {
    return Duration.ofSeconds(Math.max(0, timeout));
  }

  OutputFormat format() {
    return format;
  }
}
