package io.saccade.cli.failures;

import io.saccade.cli.kafka.Moment;
import io.saccade.model.ErrorCode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which failures a command is about. */
final class SelectionOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--code",
      paramLabel = "CODE",
      split = ",",
      description = "Those of this code; several with commas, or by repeating it (default: all).")
  private List<ErrorCode> codes = List.of();

  @Option(
      names = "--since",
      paramLabel = "MOMENT",
      converter = Moment.Converter.class,
      description = "Those of events of this time or later: " + Moment.ALLOWED + ".")
  private Optional<Moment> since = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "MOMENT",
      converter = Moment.Converter.class,
      description = "Those of events before this time; the same.")
  private Optional<Moment> until = Optional.empty();

  @Option(names = "--key", paramLabel = "KEY", description = "Those of events of this key.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--partition",
      paramLabel = "N",
      description = "Those of events of this partition of their topic.")
  private Optional<Integer> partition = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "No more than so many, the oldest.")
  private Optional<Long> limit = Optional.empty();

  /** What was asked for, at this moment. */
  Selection selection(Instant now) {
    if (limit.isPresent() && limit.get() < 1) {
      throw misused("--limit must be at least 1, but was " + limit.get());
    }
    if (partition.isPresent() && partition.get() < 0) {
      throw misused("--partition must be at least 0, but was " + partition.get());
    }
    long from = since.map(moment -> millis(moment, now)).orElse(0L);
    long to = until.map(moment -> millis(moment, now)).orElse(Long.MAX_VALUE);
    if (from >= to) {
      throw misused("--since must be before --until");
    }
    EnumSet<ErrorCode> wanted = EnumSet.noneOf(ErrorCode.class);
    wanted.addAll(codes);
    return new Selection(wanted, from, to, key, partition, limit.orElse(Long.MAX_VALUE));
  }

  private static long millis(Moment moment, Instant now) {
    if (moment instanceof Moment.At at) {
      return Math.max(0, at.time().toEpochMilli());
    }
    if (moment instanceof Moment.Ago ago) {
      return Moment.millis(ago.time(), now);
    }
    return moment instanceof Moment.Earliest ? 0 : now.toEpochMilli();
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
