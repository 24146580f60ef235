package io.saccade.cli.console;

import java.util.Locale;

/** How a command prints its data: for people, or one JSON document a line for programs. */
public enum OutputFormat {
  TABLE,
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
