package io.saccade.processor.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.processor.topology.Traces;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Traces by the W3C's headers {@code traceparent} and {@code tracestate}: what is forwarded has the
 * trace of its event, and a span of Saccade's own as its parent. Spans go nowhere unless the
 * standard variables of OpenTelemetry's environment say so; then each event has one, from its poll
 * until it was forwarded.
 */
public final class EventTraces implements Traces, AutoCloseable {

  private static final String PARENT = "traceparent";
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";

  private final W3CTraceContextPropagator format = W3CTraceContextPropagator.getInstance();
  private final Optional<OpenTelemetrySdk> sdk;
  private final @Nullable Tracer tracer;

  private EventTraces(Optional<OpenTelemetrySdk> sdk) {
    this.sdk = sdk;
    this.tracer = sdk.map(of -> of.getTracer("io.saccade.processor")).orElse(null);
  }

  /** Takes traces on, and sends spans nowhere. */
  public static EventTraces silent() {
    return new EventTraces(Optional.empty());
  }

  /**
   * Takes traces on, and sends spans where the environment says.
   *
   * @param environment of the process
   * @throws TraceSettingsException if what it says cannot be done
   */
  public static EventTraces of(Map<String, String> environment) throws TraceSettingsException {
    if (!isWanted(environment)) {
      return silent();
    }
    try {
      return new EventTraces(Optional.of(sdk(environment)));
    } catch (ConfigurationException | IllegalArgumentException | IllegalStateException e) {
      throw new TraceSettingsException(e);
    }
  }

  private static OpenTelemetrySdk sdk(Map<String, String> environment) {
    Map<String, String> said = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("OTEL_") && !value.isBlank()) {
            said.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    Map<String, String> defaults = new HashMap<>();
    defaults.put("otel.service.name", "saccade");
    defaults.put("otel.traces.exporter", "otlp");
    defaults.put("otel.metrics.exporter", "none");
    defaults.put("otel.logs.exporter", "none");
    // With the JDK's own client, which does not speak gRPC.
    defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
    return AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(() -> defaults)
        .addPropertiesCustomizer(config -> said)
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }

  /** Spans of the SDK that a test has made. */
  static EventTraces of(OpenTelemetrySdk sdk) {
    return new EventTraces(Optional.of(sdk));
  }

  /** Whether spans are sent anywhere. */
  public boolean isSending() {
    return sdk.isPresent();
  }

  @Override
  public void goOn(Coordinates at, Headers event, Outcome outcome, Headers to) {
    Tracer sending = tracer;
    if (sending == null && event.lastHeader(PARENT) == null) {
      return;
    }
    Context parent = format.extract(Context.root(), event, TextHeaders.INSTANCE);
    if (sending != null) {
      Span span = span(sending, parent, at, outcome);
      format.inject(parent.with(span), to, EventTraces::set);
      span.end();
    } else if (Span.fromContext(parent).getSpanContext().isValid()) {
      SpanContext own = own(Span.fromContext(parent).getSpanContext());
      format.inject(parent.with(Span.wrap(own)), to, EventTraces::set);
    }
  }

  @Override
  public void close() {
    sdk.ifPresent(of -> of.close());
  }

  private static Span span(Tracer tracer, Context parent, Coordinates at, Outcome outcome) {
    SpanBuilder builder =
        tracer
            .spanBuilder("classify " + at.topic())
            .setParent(parent)
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "process")
            .setAttribute("messaging.destination.name", at.topic())
            .setAttribute("messaging.destination.partition.id", Integer.toString(at.partition()))
            .setAttribute("messaging.kafka.offset", at.offset());
    if (outcome instanceof Outcome.Classified classified) {
      Outcome.Timings timings = classified.timings();
      long since =
          timings.queuedNanos()
              + timings.decodeNanos()
              + timings.waitedNanos()
              + timings.inferenceNanos();
      long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
      builder
          .setStartTimestamp(now - since, TimeUnit.NANOSECONDS)
          .setAttribute("saccade.model", classified.version().name())
          .setAttribute("saccade.version", classified.version().version())
          .setAttribute("saccade.cohort", classified.cohort().name())
          .setAttribute("saccade.batch.size", timings.batchSize());
    }
    Span span = builder.startSpan();
    if (outcome instanceof Outcome.Failed failed) {
      span.setAttribute("error.type", failed.code().name());
      span.setStatus(StatusCode.ERROR, failed.code().meaning());
    }
    return span;
  }

  private static SpanContext own(SpanContext parent) {
    long id = 0;
    while (id == 0) { // which is no span
      id = ThreadLocalRandom.current().nextLong();
    }
    return SpanContext.create(
        parent.getTraceId(), SpanId.fromLong(id), parent.getTraceFlags(), parent.getTraceState());
  }

  /** Somebody who names where to has said enough. */
  private static boolean isWanted(Map<String, String> environment) {
    boolean off = "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"));
    String exporter = environment.getOrDefault(EXPORTER, "");
    boolean named =
        exporter.isBlank()
            ? environment.containsKey(ENDPOINT) || environment.containsKey(TRACES_ENDPOINT)
            : !exporter.equals("none");
    return named && !off;
  }

  private static void set(@Nullable Headers headers, String name, String value) {
    if (headers != null) {
      headers.remove(name);
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private enum TextHeaders implements TextMapGetter<Headers> {
    INSTANCE;

    @Override
    public Iterable<String> keys(Headers headers) {
      Map<String, Boolean> names = new HashMap<>();
      headers.forEach(header -> names.put(header.key(), true));
      return names.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Headers headers, String name) {
      Header header = headers == null ? null : headers.lastHeader(name);
      return header == null || header.value() == null
          ? null
          : new String(header.value(), StandardCharsets.UTF_8);
    }
  }
}
