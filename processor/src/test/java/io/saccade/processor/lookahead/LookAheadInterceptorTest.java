package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.saccade.model.shapes.ShapeImage;
import io.saccade.processor.serving.LanePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class LookAheadInterceptorTest {

  private static final int EACH = 20;

  private static ConsumerRecords<byte[], byte[]> polled(String topic, List<ShapeImage> shapes) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    for (int partition = 0; partition < shapes.size() / EACH; partition++) {
      List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
      for (int offset = 0; offset < EACH; offset++) {
        int number = partition * EACH + offset;
        byte[] value = Engine.event(number, shapes.get(number));
        some.add(new ConsumerRecord<>(topic, partition, offset, new byte[0], value));
      }
      records.put(new TopicPartition(topic, partition), some);
    }
    return new ConsumerRecords<>(records, Map.of());
  }

  private static LookAheadInterceptor interceptor(Engine engine) {
    LookAheadInterceptor interceptor = new LookAheadInterceptor();
    interceptor.configure(Map.of(LookAheadInterceptor.ENGINE, engine.lookAhead));
    return interceptor;
  }

  private static void poll(LookAheadInterceptor interceptor, List<ShapeImage> shapes) {
    ConsumerRecords<byte[], byte[]> records = polled("images", shapes);
    assertThat(interceptor.onConsume(records)).isSameAs(records);
  }

  private static long queuedNanos(Engine engine, int partition, int offset) {
    Outcome outcome = engine.take(new Coordinates("images", partition, offset), null);
    assertThat(outcome).isInstanceOf(Outcome.Classified.class);
    return ((Outcome.Classified) outcome).timings().queuedNanos();
  }

  @Test
  void worksOnThePartitionsOfAPollInTurns() throws Exception {
    ConsumerRecords<byte[], byte[]> records = polled("images", Engine.shapes(3 * EACH));
    try (Engine engine = new Engine(1, 1)) {
      assertThat(interceptor(engine).onConsume(records)).isSameAs(records);

      long last = queuedNanos(engine, 0, EACH - 1);
      assertThat(queuedNanos(engine, 1, 1)).isLessThan(last);
      assertThat(queuedNanos(engine, 2, 0)).isLessThan(last);
      assertThat(engine.lookAhead.stats().misses()).isZero();
    }
  }

  @Test
  void tellsTheLastRecordOfAPoll() throws Exception {
    ConsumerRecords<byte[], byte[]> records = polled("images", Engine.shapes(2 * EACH));
    try (Engine engine = new Engine(1, 1)) {
      interceptor(engine).onConsume(records);
      List<Boolean> ends = new ArrayList<>();

      for (ConsumerRecord<byte[], byte[]> record : records) {
        Coordinates at = new Coordinates(record.topic(), record.partition(), record.offset());
        ends.add(engine.lookAhead.endsInCommit(at));
        Outcome unused = engine.take(at, record.value());
      }

      assertThat(ends).hasSize(2 * EACH).endsWith(true).containsOnlyOnce(true);
      assertThat(engine.lookAhead.endsInCommit(new Coordinates("images", 7, 7))).isFalse();
    }
  }

  @Test
  void leavesALongPollToTheCommitInterval() throws Exception {
    ConsumerRecords<byte[], byte[]> records = polled("images", Engine.shapes(2 * EACH));
    Duration minute = Duration.ofMinutes(1);
    CommitRule rule = CommitRule.exactlyOnce(Duration.ofNanos(1));
    try (Engine engine = new Engine(LanePlan.cpu(1, 1), minute, rule)) {
      interceptor(engine).onConsume(records);

      for (ConsumerRecord<byte[], byte[]> record : records) {
        Coordinates at = new Coordinates(record.topic(), record.partition(), record.offset());
        assertThat(engine.lookAhead.endsInCommit(at)).isFalse();
        Outcome unused = engine.take(at, record.value());
      }
    }
  }

  @Test
  void asksForCommitsAmidALongPollOnlyWhereAKillRepeats() {
    Duration interval = Duration.ofSeconds(1);

    assertThat(committed(CommitRule.atLeastOnce(interval))).containsExactly(2, 4, 6, 8, 10);
    assertThat(committed(CommitRule.atLeastOnce(Duration.ofMillis(50)))).hasSize(10);
    assertThat(committed(CommitRule.exactlyOnce(interval))).containsExactly(10);
    assertThat(committed(CommitRule.exactlyOnce(Duration.ofMillis(50)))).isEmpty();
  }

  /** Which of ten records of a poll, one each 50 ms, are followed by a commit. */
  private static List<Integer> committed(CommitRule rule) {
    Poll poll = new Poll(10, 0, Tenure.UNKNOWN);
    return IntStream.rangeClosed(1, 10)
        .filter(record -> poll.countOff(rule, Duration.ofMillis(50L * record).toNanos()))
        .boxed()
        .toList();
  }

  @Test
  void leavesOtherTopicsAlone() throws Exception {
    try (Engine engine = new Engine(1, 1)) {
      interceptor(engine).onConsume(polled("others", Engine.shapes(EACH)));

      assertThat(engine.lookAhead.stats().pending()).isZero();
    }
  }

  @Test
  void tellsTheGenerationInWhichARecordWasPolled() throws Exception {
    AtomicInteger generation = new AtomicInteger(5);
    List<ShapeImage> shapes = Engine.shapes(2 * EACH);
    try (Engine engine = new Engine(1, 1)) {
      LookAheadInterceptor interceptor = new LookAheadInterceptor();
      IntSupplier known = generation::get;
      interceptor.configure(
          Map.of(
              LookAheadInterceptor.ENGINE,
              engine.lookAhead,
              LookAheadInterceptor.GENERATION,
              known));
      poll(interceptor, shapes.subList(0, EACH));
      generation.set(7);
      poll(interceptor, shapes);
      generation.set(Tenure.UNKNOWN);
      engine.lookAhead.evict("images", 0);
      poll(interceptor, shapes.subList(0, EACH));

      assertThat(engine.tenures).extracting(Tenure::generation).containsExactly(5, 7, -1);
    }
  }

  @Test
  void refusesToRunWithoutAnEngine() {
    LookAheadInterceptor interceptor = new LookAheadInterceptor();
    assertThatIllegalStateException()
        .isThrownBy(() -> interceptor.configure(Map.of()))
        .withMessageContaining(LookAheadInterceptor.ENGINE);
  }
}
