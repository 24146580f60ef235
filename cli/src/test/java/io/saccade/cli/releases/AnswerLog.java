package io.saccade.cli.releases;

import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.Eventually;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.Prediction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All predictions of a run, as a consumer gets them. Thread-safe. */
final class AnswerLog implements AutoCloseable {

  private final List<Answer> all = new ArrayList<>();
  private final SerdeFactory serdes;
  private final TopicTail tail;

  private AnswerLog(ReleaseStage stage) throws Exception {
    this.serdes = SerdeFactory.create(Map.of("schema.registry.url", stage.events().registry()));
    AvroReader<Prediction> reader = serdes.reader(Prediction.class);
    this.tail =
        TopicTail.follow(
            stage.events(),
            BrokerView.partitions(List.of(stage.events().predictions())),
            record -> add(answer(record, reader)));
  }

  static AnswerLog follow(ReleaseStage stage) throws Exception {
    return new AnswerLog(stage);
  }

  synchronized int size() {
    return all.size();
  }

  synchronized List<Answer> all() {
    return List.copyOf(all);
  }

  /** Those that came after so many. */
  synchronized List<Answer> from(int first) {
    return List.copyOf(all.subList(first, all.size()));
  }

  /** Waits until there are so many. */
  List<Answer> await(int count, Duration deadline) throws InterruptedException {
    Eventually.holds(
        count + " predictions",
        deadline,
        () -> {
          tail.requireReading();
          return size() >= count;
        });
    return all();
  }

  private synchronized void add(Answer answer) {
    all.add(answer);
  }

  private static Answer answer(ConsumerRecord<byte[], byte[]> record, AvroReader<Prediction> reader)
      throws Exception {
    Optional<String> key =
        Optional.ofNullable(record.key()).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    return Answer.of(reader.read(record.value()), key, System.nanoTime());
  }

  @Override
  public void close() {
    tail.close();
    serdes.close();
  }
}
