package io.saccade.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Engine;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.processor.telemetry.EventTraces;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a partition is said to have had nothing for a while. */
final class QuietPartitionTest implements TopologyListener {

  private final AtomicLong elapsed = new AtomicLong();
  private final DriftOutbox outbox = DriftStage.outbox(1, StreamKeys.MODEL, elapsed::get);
  private Engine engine;
  private TopologyTestDriver driver;
  private TestOutputTopic<byte[], byte[]> deltas;

  @BeforeEach
  void start() throws Exception {
    engine = new Engine(1, 1);
    driver =
        new TopologyTestDriver(
            SaccadeTopology.build(
                new TopicNames("images", "predictions", "image-failures"),
                engine.lookAhead(),
                outbox,
                20_000,
                new SaccadeTopology.Told(this, EventTraces.silent())),
            new Properties());
    deltas =
        driver.createOutputTopic(
            outbox.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
    engine.close();
  }

  @Override
  public void predicted(byte[] event, Outcome.Classified prediction, long timestamp) {}

  @Override
  public void failed(Coordinates coordinates, Outcome.Failed failure) {}

  /** A release long after the start may be the first one that is watched. */
  @Test
  void saysThatAPartitionIsQuietOnceSomebodyWatches() {
    pass(Duration.ofHours(1));
    assertThat(deltas.isEmpty()).isTrue();

    outbox.open();
    pass(Duration.ofMinutes(1));
    long before = deltas.readRecordsToList().size();
    for (int second = 0; second < 60; second++) {
      pass(Duration.ofSeconds(1));
    }

    assertThat(before).as("one beat, seldom").isEqualTo(1);
    assertThat(deltas.getQueueSize()).as("one beat in ten seconds").isEqualTo(6);
  }

  /** Windows would be closed an hour early, and what comes next be late for good. */
  @Test
  void doesNotTakeAPartitionForQuietWhenTheClockOfTheDayJumps() {
    outbox.open();

    driver.advanceWallClockTime(Duration.ofHours(1));

    assertThat(deltas.isEmpty()).isTrue();
    elapsed.addAndGet(Duration.ofHours(1).toMillis());
    driver.advanceWallClockTime(Duration.ofMinutes(1));
    assertThat(deltas.isEmpty()).as("the control: an hour that did pass").isFalse();
  }

  private void pass(Duration time) {
    elapsed.addAndGet(time.toMillis());
    driver.advanceWallClockTime(time);
  }
}
