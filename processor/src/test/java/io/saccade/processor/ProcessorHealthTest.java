package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.http.HealthEndpoint.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorHealthTest {

  private final ProcessorHealth health = new ProcessorHealth();

  @TempDir private Path folder;

  private static List<String> codes(List<Reason> reasons) {
    return reasons.stream().map(Reason::code).toList();
  }

  private StreamsRun run() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "health");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    Topology topology =
        new Topology()
            .addSource(
                "images", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "images");
    return new StreamsRun(new KafkaStreams(topology, properties), 1);
  }

  @Test
  void isAliveButNotReadyWhileNothingServes() {
    assertThat(health.whyDead()).isEmpty();
    assertThat(codes(health.whyNotReady())).containsExactly("STARTING");
  }

  @Test
  void isDeadOnceItHasStoppedByItself() {
    StreamsRun run = run();
    health.started(run);
    assertThat(health.whyDead()).isEmpty();
    assertThat(codes(health.whyNotReady())).containsExactly("STREAMS_NOT_RUNNING");

    run.stop(Duration.ofSeconds(60));

    assertThat(codes(health.whyDead())).containsExactly("FAILED");
    assertThat(codes(health.whyNotReady())).containsExactly("FAILED");
  }

  @Test
  void isAliveWhileItIsStopped() {
    StreamsRun run = run();
    health.started(run);
    health.stopping();
    run.stop(Duration.ofSeconds(60));

    assertThat(health.whyDead()).isEmpty();
    assertThat(codes(health.whyNotReady())).containsExactly("STOPPING");
  }
}
