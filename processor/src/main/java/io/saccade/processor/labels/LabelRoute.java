package io.saccade.processor.labels;

import io.saccade.processor.accuracy.TrueClass;
import io.saccade.processor.accuracy.Truth;
import io.saccade.schemas.avro.ImageLabel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends labels to where the predictions of their events go. Whoever sends labels may key and
 * partition them as they like.
 */
final class LabelRoute implements Processor<byte[], byte[], byte[], byte[]> {

  private final PatientReader<ImageLabel> reader;
  private final LabelListener listener;
  private @Nullable ProcessorContext<byte[], byte[]> context;

  LabelRoute(PatientReader<ImageLabel> reader, LabelListener listener) {
    this.reader = reader;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], byte[]> context = Objects.requireNonNull(this.context);
    long now = context.currentSystemTimeMs();
    long sentAt = Math.max(0, Math.min(now, record.timestamp()));
    String key = "";
    JoinMessage message;
    try {
      ImageLabel label = reader.read(record.value());
      key = EventKey.of(event(label));
      message =
          new JoinMessage.Labelled(
              key,
              new Truth(
                  label.getLabelledAt().toEpochMilli(),
                  EventKey.number(label.getSource()),
                  said(label.getTrueClass()),
                  sentAt));
    } catch (PatientReader.UnreadableException e) {
      listener.refused(e.code(), where(context), e.getMessage() + "");
      message = new JoinMessage.Refused(sentAt);
    }
    context.forward(new Record<>(key.getBytes(StandardCharsets.UTF_8), message.toBytes(), now));
  }

  private static String event(ImageLabel label) throws PatientReader.UnreadableException {
    if (label.getEventId().isEmpty()) {
      throw new PatientReader.UnreadableException(
          LabelRefusal.LABEL_NO_EVENT, "the label's eventId is empty");
    }
    return label.getEventId();
  }

  private static String said(Object trueClass) throws PatientReader.UnreadableException {
    if (trueClass instanceof Integer index) {
      return TrueClass.numbered(index);
    }
    String name = trueClass.toString();
    if (name.isEmpty() || name.length() > TrueClass.LONGEST) {
      throw new PatientReader.UnreadableException(
          LabelRefusal.LABEL_NO_CLASS,
          "the label's trueClass must have 1 to %d letters, but has %d"
              .formatted(TrueClass.LONGEST, name.length()));
    }
    return TrueClass.named(name);
  }

  private static String where(ProcessorContext<byte[], byte[]> context) {
    return context
        .recordMetadata()
        .map(at -> "%s-%d@%d".formatted(at.topic(), at.partition(), at.offset()))
        .orElse("");
  }
}
