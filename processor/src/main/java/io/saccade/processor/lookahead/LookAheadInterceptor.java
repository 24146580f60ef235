package io.saccade.processor.lookahead;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sees every record of the main consumer as it is polled, starts work on the images and returns the
 * records untouched. Kafka makes it by its class name; the engine comes as an object in the same
 * configuration. Kafka logs and ignores what an interceptor throws, so nothing but speed rests on
 * it: a record that it missed is worked on when the topology reaches it.
 */
public final class LookAheadInterceptor implements ConsumerInterceptor<byte[], byte[]> {

  /** The consumer property that holds the {@link LookAhead}. */
  public static final String ENGINE = "saccade.lookahead.engine";

  /**
   * The consumer property that holds an {@link IntSupplier} of the group's generation, asked while
   * the consumer polls. Where it is missing, nobody knows the generation.
   */
  public static final String GENERATION = "saccade.lookahead.generation";

  private @Nullable LookAhead engine;
  private IntSupplier generation = () -> Tenure.UNKNOWN;

  @Override
  public void configure(Map<String, ?> configs) {
    if (!(configs.get(ENGINE) instanceof LookAhead lookAhead)) {
      throw new IllegalStateException("the consumer property " + ENGINE + " must hold the engine");
    }
    engine = lookAhead;
    if (configs.get(GENERATION) instanceof IntSupplier known) {
      generation = known;
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    LookAhead lookAhead = engine;
    if (lookAhead != null) {
      submitInTurns(records, lookAhead);
    }
    return records;
  }

  /**
   * Kafka hands over one partition after the other, but Kafka Streams takes records of all its
   * tasks in turns. So must the work be done, or the first record of the last partition waits for
   * all records of the others, and their results with it: nothing is committed meanwhile.
   */
  private void submitInTurns(ConsumerRecords<byte[], byte[]> records, LookAhead lookAhead) {
    List<Iterator<ConsumerRecord<byte[], byte[]>>> turns = new ArrayList<>();
    int count = 0;
    for (TopicPartition partition : records.partitions()) {
      if (partition.topic().equals(lookAhead.topic())) {
        turns.add(records.records(partition).iterator());
        count += records.records(partition).size();
      }
    }
    Poll poll = new Poll(count, System.nanoTime(), generation.getAsInt());
    while (!turns.isEmpty()) {
      for (Iterator<ConsumerRecord<byte[], byte[]>> turn : turns) {
        if (turn.hasNext()) {
          ConsumerRecord<byte[], byte[]> record = turn.next();
          lookAhead.ahead(
              new Coordinates(record.topic(), record.partition(), record.offset()),
              record.key(),
              record.value(),
              poll);
        }
      }
      turns.removeIf(turn -> !turn.hasNext());
    }
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Nothing rests on commits: results are taken by their own records.
  }

  @Override
  public void close() {
    // The engine outlives its consumers; the processor closes it.
  }
}
