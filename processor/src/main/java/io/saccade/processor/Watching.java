package io.saccade.processor;

import io.saccade.model.NativeHandles;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.telemetry.EventTraces;
import io.saccade.processor.telemetry.Telemetry;
import io.saccade.processor.telemetry.TraceSettingsException;
import java.util.Map;

/** What is known of a processor from outside: its health, its metrics, its traces, its counts. */
final class Watching implements AutoCloseable {

  private final ProcessorHealth health = new ProcessorHealth();
  private final Telemetry telemetry;
  private final OutcomeCounter outcomes;
  private final EventTraces traces;

  /**
   * Begins to watch.
   *
   * @throws StartException if traces cannot be sent where the environment says
   */
  Watching(ProcessorSettings settings, NativeHandles handles) throws StartException {
    this.traces = traces(System.getenv());
    this.telemetry = new Telemetry(handles, settings.topics().images());
    this.outcomes = new OutcomeCounter(telemetry.topology());
  }

  private static EventTraces traces(Map<String, String> environment) throws StartException {
    try {
      return EventTraces.of(environment);
    } catch (TraceSettingsException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
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
