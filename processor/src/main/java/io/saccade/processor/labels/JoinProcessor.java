package io.saccade.processor.labels;

import io.saccade.processor.accuracy.AccuracySums;
import io.saccade.processor.accuracy.ModelClasses;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.AccuracyReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Joins answers and labels, and reports on what they come to. The clock decides when something is
 * said, never what: a report that has not changed is not said again.
 */
final class JoinProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  /** Nothing is sent on before its time, give or take clocks; what is would age all others. */
  private static final long LATER = Duration.ofDays(1).toMillis();

  /** What is kept goes to a changelog as well, under a longer key. */
  private static final int LARGEST = 1_000_000;

  private static final ModelClasses UNKNOWN = new ModelClasses("", "", List.of());

  private final LabelSettings settings;
  private final AccuracyReports maker;
  private final AvroWriter<AccuracyReport> reports;
  private final LabelListener listener;
  private @Nullable Ledger ledger;
  private @Nullable EventJoin join;
  private @Nullable AccuracyMetrics metrics;

  JoinProcessor(
      LabelSettings settings, AvroWriter<AccuracyReport> reports, LabelListener listener) {
    this.settings = settings;
    this.maker = new AccuracyReports(settings.rule());
    this.reports = reports;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    Ledger own = new Ledger(context.getStateStore(LabelTopology.SUMS), settings.rule().retention());
    ledger = own;
    join =
        new EventJoin(
            new EventBook(context.getStateStore(LabelTopology.EVENTS)), own, settings.rule());
    AccuracyMetrics said = new AccuracyMetrics(context.metrics());
    metrics = said;
    var unused =
        context.schedule(
            settings.every(), PunctuationType.WALL_CLOCK_TIME, now -> say(context, own, said, now));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    EventJoin join = Objects.requireNonNull(this.join, "init() comes before process()");
    Ledger ledger = Objects.requireNonNull(this.ledger);
    byte[] value = record.value();
    Optional<JoinMessage> message =
        value == null || value.length > LARGEST ? Optional.empty() : JoinMessage.read(value);
    if (message.isEmpty()) {
      listener.ignored("a record among the joins is of no known form");
    } else if (!message.get().isBefore(record.timestamp() + LATER)) {
      listener.ignored("a record among the joins is of a time that is still to come");
    } else if (message.get() instanceof JoinMessage.Classes of) {
      ledger.learn(of.sha256(), of.classes());
    } else if (message.get() instanceof JoinMessage.Answered of) {
      if (!join.answered(of)) {
        listener.ignored("a prediction is older than what labels are waited for");
      }
    } else if (message.get() instanceof JoinMessage.Labelled of) {
      join.labelled(of);
    } else if (message.get() instanceof JoinMessage.Refused of) {
      join.refused(of);
    } else if (message.get() instanceof JoinMessage.Counted of) {
      ledger.passed(of.newest());
      if (!of.stream().sha256().isEmpty()) {
        ledger.meet(of.stream().sha256(), of.model(), of.version());
      }
      ledger.total(of);
    }
  }

  private void say(
      ProcessorContext<byte[], byte[]> context, Ledger ledger, AccuracyMetrics said, long now) {
    int partition = context.taskId().partition();
    for (Map.Entry<Cell, byte[]> changed : ledger.takeCounted()) {
      Cell cell = changed.getKey();
      ModelClasses of = ledger.classes(cell.stream().sha256()).orElse(UNKNOWN);
      byte[] message =
          new JoinMessage.Counted(
                  cell.stream(),
                  of.model(),
                  of.version(),
                  partition,
                  cell.start(),
                  ledger.newest(),
                  changed.getValue())
              .toBytes();
      context.forward(
          new Record<>(bytes(Cell.prefix(cell.stream())), message, now), LabelTopology.COUNTED);
    }
    for (AccuracyWindow window : ledger.takeWindows()) {
      AccuracySums sums = ledger.total(window);
      if (AccuracyReports.worthIt(sums)) {
        ModelClasses of = ledger.classes(window.stream().sha256()).orElse(UNKNOWN);
        AccuracyReport report = maker.report(window, of, sums);
        context.forward(
            new Record<>(bytes(AccuracyReports.key(report)), reports.write(report), now),
            LabelTopology.ACCURACY);
        said.reported(report);
      }
    }
    ledger.forget();
  }

  @Override
  public void close() {
    if (metrics != null) {
      metrics.close();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
