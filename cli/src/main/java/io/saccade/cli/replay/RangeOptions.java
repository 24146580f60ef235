package io.saccade.cli.replay;

import io.saccade.cli.kafka.Moment;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which events are replayed. */
final class RangeOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--from",
      paramLabel = "MOMENT",
      converter = Moment.Converter.class,
      description = "Start with the first event of this time: " + Moment.ALLOWED + ".")
  private Optional<Moment> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "MOMENT",
      converter = Moment.Converter.class,
      description = "Stop before the first event of this time; the same (default: latest).")
  private Optional<Moment> to = Optional.empty();

  @Option(
      names = "--from-offsets",
      paramLabel = "P:OFFSET",
      converter = OffsetList.Converter.class,
      description =
          "Start there instead, on these partitions and no others, as in 0:100,1:250 for offset 100"
              + " of partition 0 and offset 250 of partition 1.")
  private Optional<OffsetList> fromOffsets = Optional.empty();

  @Option(
      names = "--to-offsets",
      paramLabel = "P:OFFSET",
      converter = OffsetList.Converter.class,
      description =
          "Stop before these offsets, written the same way (default: the end of each partition of"
              + " --from-offsets).")
  private Optional<OffsetList> toOffsets = Optional.empty();

  /** What was asked for. */
  sealed interface Wanted {

    /** Everything between two times, on all partitions. */
    record Times(Moment from, Moment to) implements Wanted {}

    /**
     * Everything between offsets, on the partitions of the first; to the end where none is named.
     */
    record Offsets(OffsetList from, Optional<OffsetList> to) implements Wanted {}
  }

  /**
   * What was asked for.
   *
   * @throws ParameterException naming the options that do not go together
   */
  Wanted wanted() {
    if (fromOffsets.isPresent()) {
      if (from.isPresent() || to.isPresent()) {
        throw misused("--from-offsets goes with --to-offsets, not with --from or --to");
      }
      return offsets(fromOffsets.get());
    }
    if (toOffsets.isPresent()) {
      throw misused("--to-offsets needs --from-offsets");
    }
    Moment start =
        from.orElseThrow(
            () -> misused("say where to start: --from (earliest, -2h, ...) or --from-offsets"));
    return new Wanted.Times(start, to.orElseGet(Moment.Latest::new));
  }

  private Wanted offsets(OffsetList start) {
    if (toOffsets.isPresent()) {
      TreeSet<Integer> unknown = new TreeSet<>(toOffsets.get().byPartition().keySet());
      unknown.removeAll(start.byPartition().keySet());
      if (!unknown.isEmpty()) {
        throw misused("--to-offsets names partitions that --from-offsets does not: " + unknown);
      }
    }
    return new Wanted.Offsets(start, toOffsets);
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
