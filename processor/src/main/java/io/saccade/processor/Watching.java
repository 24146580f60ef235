package io.saccade.processor;

import io.saccade.model.NativeHandles;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.telemetry.EventTraces;
import io.saccade.processor.telemetry.Telemetry;

/** What is known of a processor from outside: its health, its metrics, its traces, its counts. */
final class Watching implements AutoCloseable {

  private final ProcessorHealth health = new ProcessorHealth();
  private final Telemetry telemetry;
  private final OutcomeCounter outcomes;
  private final EventTraces traces;

  Watching(ProcessorSettings settings, NativeHandles handles) {
    this.telemetry = new Telemetry(handles, settings.topics().images());
    this.outcomes = new OutcomeCounter(telemetry.topology());
    this.traces = EventTraces.of(System.getenv());
  }

  ProcessorHealth health() {
    return health;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  OutcomeCounter outcomes() {
    return outcomes;
  }

  EventTraces traces() {
    return traces;
  }

  @Override
  public void close() {
    traces.close();
    telemetry.close();
  }
}
