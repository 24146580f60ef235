package io.saccade.processor.labels;

import io.saccade.processor.accuracy.Answer;
import io.saccade.processor.accuracy.AnswerStream;
import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.processor.topology.Headers;
import io.saccade.processor.topology.StreamId;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sends of each prediction the little that is kept to where the labels of its event go too. */
final class PredictionRoute implements Processor<byte[], byte[], byte[], byte[]> {

  private static final int LONGEST = 1024;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern MILLIONTHS = Pattern.compile("[0-9]{1,7}");

  private final PatientReader<Prediction> reader;
  private final StreamKeys keys;
  private final LabelListener listener;
  private @Nullable ProcessorContext<byte[], byte[]> context;

  PredictionRoute(PatientReader<Prediction> reader, StreamKeys keys, LabelListener listener) {
    this.reader = reader;
    this.keys = keys;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], byte[]> context = Objects.requireNonNull(this.context);
    try {
      Prediction prediction = reader.read(record.value());
      ModelIdentity model = prediction.getModel();
      if (prediction.getLabels().isEmpty() || !isModel(model)) {
        listener.ignored("a prediction names no class or no model");
        return;
      }
      String event = EventKey.of(prediction.getEventId());
      Answer answer = answer(prediction, record, context.currentSystemTimeMs());
      byte[] message =
          new JoinMessage.Answered(event, answer, model.getName(), model.getVersion()).toBytes();
      // Of now, whenever the event was of: what is old might be deleted before it is read.
      context.forward(
          new Record<>(
              event.getBytes(StandardCharsets.UTF_8), message, context.currentSystemTimeMs()));
    } catch (PatientReader.UnreadableException e) {
      listener.ignored("a record among the predictions is none: " + e.getMessage());
    }
  }

  /** What is too long to be a name would not fit into what is sent on. */
  private static boolean isModel(ModelIdentity model) {
    return SHA256.matcher(model.getSha256()).matches()
        && model.getName().length() <= LONGEST
        && model.getVersion().length() <= LONGEST;
  }

  /**
   * What is kept.
   *
   * @param now no event is later: one clock that is ahead would age all others
   */
  private Answer answer(Prediction prediction, Record<byte[], byte[]> record, long now) {
    Label best = prediction.getLabels().get(0);
    SourceCoordinates source = prediction.getSource();
    String sha256 = prediction.getModel().getSha256();
    byte[] key = keys == StreamKeys.EVENT ? record.key() : null;
    return new Answer(
        new AnswerStream(sha256, StreamId.of(sha256, key).key()),
        new Answer.Place(source.getTopic().hashCode(), source.getPartition(), source.getOffset()),
        Math.max(0, Math.min(now, record.timestamp())),
        best.getIndex(),
        millionths(best.getProbability()),
        calibrated(record).orElse(-1));
  }

  private static int millionths(double probability) {
    return (int) Math.rint(Math.max(0, Math.min(1, probability)) * Answer.ONE);
  }

  private static Optional<Integer> calibrated(Record<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(Headers.CALIBRATED_PPM);
    return Optional.ofNullable(header)
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .filter(text -> MILLIONTHS.matcher(text).matches())
        .map(Integer::parseInt)
        .filter(value -> value <= Answer.ONE);
  }
}
