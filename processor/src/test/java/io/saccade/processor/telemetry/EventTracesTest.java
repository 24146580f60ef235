package io.saccade.processor.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.saccade.model.ErrorCode;
import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class EventTracesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final Outcome FAILED =
      new Outcome.Failed(ErrorCode.IMAGE_CORRUPT, "no image", "cats 1", "e-1");

  private final List<SpanData> sent = new ArrayList<>();

  private final SpanExporter exporter =
      new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
          sent.addAll(spans);
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
          return CompletableResultCode.ofSuccess();
        }
      };

  private static RecordHeaders headers(String flags) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        "traceparent",
        "00-%s-%s-%s".formatted(TRACE, PARENT, flags).getBytes(StandardCharsets.UTF_8));
    return headers;
  }

  private static String goOn(EventTraces traces, RecordHeaders event) {
    RecordHeaders to = new RecordHeaders(event);
    traces.goOn(new Coordinates("images", 3, 7), event, FAILED, to);
    assertThat(to.headers("traceparent")).hasSize(1);
    return new String(to.lastHeader("traceparent").value(), StandardCharsets.UTF_8);
  }

  @Test
  void sendsASpanOfTheTraceThatIsTheParentOfWhatFollows() {
    try (EventTraces traces = sending()) {
      String parent = goOn(traces, headers("01"));

      assertThat(sent).hasSize(1);
      SpanData span = sent.get(0);
      assertThat(parent).isEqualTo("00-%s-%s-01".formatted(TRACE, span.getSpanId()));
      assertThat(span.getParentSpanId()).isEqualTo(PARENT);
      assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(span.getAttributes().asMap().values()).contains("images", "3", "IMAGE_CORRUPT");
    }
  }

  @Test
  void sendsNothingOfATraceThatIsNotSampledAndSaysSo() {
    try (EventTraces traces = sending()) {
      assertThat(goOn(traces, headers("00"))).startsWith("00-" + TRACE).endsWith("-00");
      assertThat(sent).isEmpty();
    }
  }

  @Test
  void beginsATraceWhereThereIsNoneAndSpansAreSent() {
    try (EventTraces traces = sending()) {
      RecordHeaders to = new RecordHeaders();
      traces.goOn(new Coordinates("images", 0, 0), new RecordHeaders(), FAILED, to);

      assertThat(sent).hasSize(1);
      assertThat(sent.get(0).getParentSpanId()).isEqualTo(SpanId.getInvalid());
      assertThat(to.lastHeader("traceparent")).isNotNull();
    }
  }

  @Test
  void sendsWhereTheEnvironmentSaysOnly() {
    for (Map<String, String> silent :
        List.of(
            Map.<String, String>of(),
            Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://x"),
            Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_SDK_DISABLED", "true"))) {
      try (EventTraces traces = EventTraces.of(silent)) {
        assertThat(traces.isSending()).as(silent.toString()).isFalse();
      }
    }
    for (String name : List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_EXPORTER")) {
      try (EventTraces traces = EventTraces.of(Map.of(name, "otlp"))) {
        assertThat(traces.isSending()).as(name).isTrue();
      }
    }
  }

  private EventTraces sending() {
    return EventTraces.of(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build());
  }
}
