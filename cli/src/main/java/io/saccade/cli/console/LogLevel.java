package io.saccade.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** How much a command logs on the error stream. Quiet is the default: warnings and errors. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** Sets the level of the whole process, libraries included. */
  public void apply() {
    apply(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** Sets the level of what Saccade itself logs. */
  public void applyToOurs() {
    apply("io.saccade");
  }

  private void apply(String logger) {
    if (LoggerFactory.getLogger(logger) instanceof Logger named) {
      named.setLevel(Level.valueOf(name()));
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
