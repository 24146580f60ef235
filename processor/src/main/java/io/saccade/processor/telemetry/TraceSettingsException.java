package io.saccade.processor.telemetry;

/** OpenTelemetry's variables in the environment cannot be done. */
public final class TraceSettingsException extends Exception {

  private static final long serialVersionUID = 1L;

  TraceSettingsException(Throwable cause) {
    super("traces cannot be sent as the OTEL_ variables say: " + cause.getMessage(), cause);
  }
}
