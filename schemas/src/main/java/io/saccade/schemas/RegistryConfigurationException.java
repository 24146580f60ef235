package io.saccade.schemas;

import java.util.List;

/**
 * The settings of the registry are wrong: unreadable, or refused by the registry (401, 403, an
 * address that is no registry). Says nothing about the record. At start it ends the program; while
 * running, credentials may be in rotation, so a caller may also wait as for an outage.
 */
public final class RegistryConfigurationException extends SchemaException {

  private final List<String> problems;

  RegistryConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  RegistryConfigurationException(String problem) {
    this(List.of(problem));
  }

  RegistryConfigurationException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  /** Every mistake that was found, one sentence each, with the name of the setting. */
  public List<String> problems() {
    return problems;
  }
}
