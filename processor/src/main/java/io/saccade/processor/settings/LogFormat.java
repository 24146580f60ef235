package io.saccade.processor.settings;

/** How events are logged. */
public enum LogFormat {
  /** A line for people. */
  TEXT,
  /** A JSON object a line, for programs. */
  JSON
}
