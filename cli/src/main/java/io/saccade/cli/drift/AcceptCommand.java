package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.watch.AvroJson;
import io.saccade.processor.drift.Scale;
import io.saccade.processor.release.Issuer;
import io.saccade.processor.topology.StreamId;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.AcceptedWindow;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftReport;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade drift accept`. */
@Command(
    name = "accept",
    description = {
      "Says that all was well in some windows of a stream, so that later ones are judged by them.",
      "",
      "The images of a reference are independent, those of a camera are not: five frames of one "
          + "scene say little more than one, and a window of them is further from the reference "
          + "than chance allows. From 60 accepted windows of five minutes it is learnt how many "
          + "images count as one. The reference stays what it is: how far the accepted windows "
          + "are from it is said in every report from then on.",
      "",
      "Accept windows of which you know that all was well, whatever state they are shown in: take "
          + "only the calm ones, and too little is learnt. Windows in an alarm are taken with "
          + "--alarms, and with a reason."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade drift accept --model cats --last 60",
      "  saccade drift accept --model cats --key camera-1 \\",
      "      --from 2026-11-22T08:00:00Z --to 2026-11-22T13:00:00Z --alarms \\",
      "      --reason \"watched the line myself, nothing was wrong\"",
      "  saccade drift accept --model cats --reset --reason \"the camera was moved\"",
      "  saccade drift history --model cats --scale 5m     which windows there are"
    })
final class AcceptCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ReportOptions reports = new ReportOptions();
  @Mixin private WindowOptions windows = new WindowOptions();

  @Option(
      names = "--alarms",
      description = "Take windows in an alarm, or recovering from one, as well; needs --reason.")
  private boolean alarms;

  @Option(
      names = "--reset",
      description = "Take back all that was accepted: every image counts as one again.")
  private boolean reset;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept.")
  private Optional<String> reason = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who accepts; it is kept (default: the system's user).")
  private Optional<String> by = Optional.empty();

  @Option(
      names = "--acceptances-topic",
      paramLabel = "NAME",
      defaultValue = "drift-acceptances",
      description = "The topic of acceptances (default: ${DEFAULT-VALUE}).")
  private String topic = "";

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    requireSense();
    List<DriftReport> all = stream();
    DriftReport latest = all.get(all.size() - 1);
    AcceptanceTopic acceptances =
        new AcceptanceTopic(
            reports.kafka(), topic, new StreamId(latest.getSha256(), latest.getStreamKey()));
    List<AcceptanceTopic.Written> before = acceptances.read();
    Optional<AcceptanceTopic.Written> stands =
        before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
    List<AcceptedWindow> accepted =
        stands.map(written -> written.acceptance().getWindows()).orElse(List.of());
    List<DriftReport> chosen = reset ? List.of() : chosen(all, accepted);
    Issuer issuer =
        Issuer.of(
            by.orElse(Objects.requireNonNullElse(System.getProperty("user.name"), "")),
            reason.orElse(""),
            Instant.now());
    AcceptanceRecord record = new AcceptanceRecord(latest, issuer);
    DriftAcceptance next = reset ? record.of(List.of()) : record.with(accepted, chosen);
    long offset = acceptances.write(next);
    show(next, chosen, accepted.size());
    warnOfOthers(acceptances.read(), stands.map(AcceptanceTopic.Written::offset), offset);
    return 0;
  }

  private void requireSense() {
    Optional<String> mistake =
        reset && (windows.any() || alarms)
            ? Optional.of("--reset takes everything back; it needs no windows")
            : !reset && !windows.any()
                ? Optional.of("say which windows: --last N, --from and --to; or --reset")
                : alarms && reason.filter(text -> !text.isBlank()).isEmpty()
                    ? Optional.of("--alarms needs a --reason")
                    : windows.mistake();
    if (mistake.isPresent()) {
      throw new ParameterException(spec.commandLine(), mistake.get());
    }
  }

  /** The windows of the one stream that is meant, the earliest first, each once. */
  private List<DriftReport> stream()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    Map<StreamId, Map<Instant, DriftReport>> streams = new LinkedHashMap<>();
    for (DriftReport report : reports.read(Optional.of(Scale.FIVE_MINUTES.length().toString()))) {
      streams
          .computeIfAbsent(
              new StreamId(report.getSha256(), report.getStreamKey()), any -> new LinkedHashMap<>())
          .put(report.getEnd(), report);
    }
    if (streams.size() > 1) {
      throw new CommandFailedException(
          "one stream at a time; name it by --model, --version and --key:\n"
              + streams.values().stream()
                  .map(windows -> "  " + name(windows.values().iterator().next()))
                  .collect(Collectors.joining("\n")));
    }
    return List.copyOf(streams.values().iterator().next().values());
  }

  private List<DriftReport> chosen(List<DriftReport> all, List<AcceptedWindow> accepted)
      throws CommandFailedException {
    Set<Instant> known =
        accepted.stream().map(AcceptedWindow::getEnd).collect(Collectors.toUnmodifiableSet());
    Selection selection =
        Selection.of(
            windows.of(all), known, alarms ? Selection.Alarms.TAKEN : Selection.Alarms.LEFT_OUT);
    if (selection.chosen().isEmpty()) {
      List<String> reasons = selection.leftOut();
      throw new CommandFailedException(
          "no window is accepted: "
              + (reasons.isEmpty() ? "there are none" : String.join("; ", reasons)));
    }
    selection.leftOut().forEach(why -> tell("left out: " + why));
    return selection.chosen();
  }

  private void show(DriftAcceptance next, List<DriftReport> chosen, int before) {
    if (reports.format() == OutputFormat.JSON) {
      spec.commandLine().getOut().println(AvroJson.of(next));
    } else {
      AcceptanceText.lines(next, chosen, before).forEach(spec.commandLine().getOut()::println);
    }
    spec.commandLine().getOut().flush();
  }

  /** The latest record counts whole: what somebody else accepted in between is lost. */
  private void warnOfOthers(List<AcceptanceTopic.Written> all, Optional<Long> upon, long mine) {
    for (AcceptanceTopic.Written other : all) {
      if (other.offset() > upon.orElse(-1L) && other.offset() < mine) {
        tell(
            "%s came in between, and this has overtaken it: accept again what is missing"
                .formatted(other.acceptance().getIssuedBy()));
      }
    }
  }

  private static String name(DriftReport of) {
    return "%s %s (%s)%s"
        .formatted(
            of.getModel(),
            of.getVersion(),
            of.getSha256().substring(0, 12),
            of.getStreamKey().isEmpty() ? "" : ", key " + of.getStreamKey());
  }

  private void tell(String what) {
    spec.commandLine().getErr().println("saccade: " + what);
  }
}
