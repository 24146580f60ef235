package io.saccade.processor.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.processor.lookahead.LookAheadStats;
import io.saccade.processor.serving.ModelVersion;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TelemetryTest {

  private final Telemetry telemetry = new Telemetry(new NativeHandles(), "images");

  @AfterEach
  void stop() {
    telemetry.close();
  }

  private static ModelVersion version(int number) {
    return new ModelVersion("cats", Integer.toString(number), "0".repeat(64));
  }

  @Test
  void speaksTheTextFormatOfPrometheus() {
    telemetry.started(() -> new LookAheadStats(10, 2, 0, 3, 12, 0, 5, 4, 1));
    telemetry.engine().taken(version(1), 3_000_000);

    assertThat(telemetry.scrape())
        .contains(
            "# TYPE saccade_lookahead_hits_total counter",
            "saccade_lookahead_hits_total 10.0",
            "saccade_lanes 4.0",
            "saccade_lanes_busy 1.0",
            "saccade_pending_images 5.0",
            "# TYPE saccade_latency_seconds histogram",
            "saccade_latency_seconds_bucket{version=\"1\",le=\"0.005\"} 1",
            "saccade_latency_seconds_bucket{version=\"1\",le=\"0.0025\"} 0",
            "saccade_failures_total{code=\"IMAGE_CORRUPT\"} 0.0",
            "saccade_native_handles{kind=\"session\"} 0.0",
            "jvm_memory_used_bytes",
            "process_cpu_usage");
  }

  @Test
  void forgetsVersionsOfLongAgo() {
    for (int number = 0; number < 100; number++) {
      telemetry.engine().ran(version(number), 1, 1);
    }

    String counts =
        telemetry
            .scrape()
            .lines()
            .filter(line -> line.startsWith("saccade_batch_images_count"))
            .collect(Collectors.joining("\n"));
    assertThat(counts.lines()).hasSize(16);
    assertThat(counts).contains("version=\"99\"").doesNotContain("version=\"83\"");
  }
}
