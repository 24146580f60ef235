package io.saccade.processor.topology;

import io.saccade.model.drift.CorruptSumsException;
import io.saccade.model.drift.WindowSums;
import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.DriftSettings;
import io.saccade.processor.serving.Watch;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftReport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Adds up deltas and reports on the windows that are over, by what operators accept. It reads no
 * clock: when a window is over is said by the deltas' own topic, so a replay of that says the same
 * at the same place.
 */
final class DriftProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final DriftTopics topics;
  private final DriftSettings settings;
  private final Judge judge;
  private final References references;
  private final DriftTopology.Outside outside;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable DriftLedger ledger;
  private @Nullable AlarmMetrics metrics;

  DriftProcessor(
      DriftTopics topics,
      DriftSettings settings,
      References references,
      DriftTopology.Outside outside) {
    this.topics = topics;
    this.settings = settings;
    this.judge = new Judge(settings);
    this.references = references;
    this.outside = outside;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.ledger = new DriftLedger(context.getStateStore(DriftTopology.WINDOWS), settings.rule());
    this.metrics = new AlarmMetrics(context.metrics());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    DriftLedger ledger = Objects.requireNonNull(this.ledger, "init() comes before process()");
    byte[] value = record.value();
    Optional<RecordMetadata> from = Objects.requireNonNull(context).recordMetadata();
    if (from.isPresent() && from.get().topic().equals(topics.acceptances())) {
      if (value != null) {
        accept(ledger, record.key(), value, from.get());
      }
      return;
    }
    Optional<DriftMessage> message = value == null ? Optional.empty() : DriftMessage.read(value);
    if (message.isEmpty()) {
      outside.listener().ignored("the record is of no known form");
      return;
    }
    if (message.get() instanceof DriftMessage.Delta delta) {
      add(ledger, record.key(), delta);
    } else if (message.get() instanceof DriftMessage.Passed passed && advance(ledger, passed)) {
      reportAll(ledger);
    }
  }

  /**
   * What an operator says counts from here on, for windows that are closed later. A record without
   * a value says nothing: acceptance is taken back by a record without windows, which says by whom.
   */
  private void accept(
      DriftLedger ledger, byte @Nullable [] key, byte[] value, RecordMetadata from) {
    String place = "%s-%d@%d".formatted(from.topic(), from.partition(), from.offset());
    Optional<DriftAcceptance> record = outside.acceptances().read(value, place);
    if (record.isEmpty()) {
      return;
    }
    StreamId stream = new StreamId(record.get().getSha256(), record.get().getStreamKey());
    if (key == null || !Arrays.equals(key, stream.toBytes())) {
      outside.listener().ignored("the key of %s is of another stream".formatted(place));
      return;
    }
    if (StreamId.parse(stream.toString()).filter(stream::equals).isEmpty()) {
      // What is kept under such a name could not be restored.
      outside.listener().ignored(place + " is of no stream");
      return;
    }
    Acceptance acceptance;
    try {
      acceptance = Acceptances.of(record.get());
    } catch (IllegalArgumentException e) {
      outside.listener().ignored(place + ": " + e.getMessage());
      return;
    }
    ledger.accept(stream, acceptance);
    outside.listener().accepted(record.get(), acceptance);
  }

  private static boolean advance(DriftLedger ledger, DriftMessage.Passed passed) {
    return ledger.progress(
        progress ->
            passed.quiet()
                ? progress.quiet(passed.source(), passed.sources(), passed.time())
                : progress.passed(passed.source(), passed.sources(), passed.time()));
  }

  /** Windows of a version that this instance does not know yet wait until it does. */
  private void reportAll(DriftLedger ledger) {
    Predicate<StreamId> known = stream -> references.of(stream.sha256()).isPresent();
    for (Optional<DriftLedger.Due> due = ledger.due(known);
        due.isPresent();
        due = ledger.due(known)) {
      report(ledger, due.get(), references.of(due.get().stream().sha256()).orElseThrow());
    }
  }

  private void add(DriftLedger ledger, byte @Nullable [] key, DriftMessage.Delta delta) {
    Optional<StreamId> stream =
        key == null ? Optional.empty() : StreamId.parse(new String(key, StandardCharsets.UTF_8));
    if (stream.isEmpty()) {
      outside.listener().ignored("the delta is of no stream");
      return;
    }
    try {
      WindowSums sums = WindowSums.parse(delta.sums());
      if (!isOfReference(stream.get(), sums) || !ledger.isLike(stream.get(), sums)) {
        outside.listener().ignored("the delta is of another reference than its stream");
        return;
      }
      for (int source : delta.sources()) {
        boolean unused = ledger.progress(progress -> progress.alive(source));
      }
      ledger.add(stream.get(), delta.pane(), sums);
    } catch (CorruptSumsException e) {
      outside.listener().ignored(e.getMessage() + "");
    }
  }

  private boolean isOfReference(StreamId stream, WindowSums sums) {
    return references
        .of(stream.sha256())
        .map(watch -> watch.profile().layout().equals(sums.layout()))
        .orElse(true);
  }

  private void report(DriftLedger ledger, DriftLedger.Due due, Watch watch) {
    DriftReport report = judge.judge(ledger, due, watch);
    String key = report.getModel() + "/" + report.getStreamKey();
    Objects.requireNonNull(context)
        .forward(
            new Record<>(
                key.getBytes(StandardCharsets.UTF_8), outside.reports().write(report), due.end()));
    Objects.requireNonNull(metrics).reported(report);
    outside.listener().reported(report);
  }

  @Override
  public void close() {
    if (metrics != null) {
      metrics.close();
    }
  }
}
