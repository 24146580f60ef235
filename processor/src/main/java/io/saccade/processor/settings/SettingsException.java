package io.saccade.processor.settings;

import java.util.List;

/** Says everything that is wrong with the settings, each with its name and what is allowed. */
public final class SettingsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** One sentence for each mistake. */
  public SettingsException(List<String> problems) {
    super(
        "%d %s wrong:%n  %s"
            .formatted(
                problems.size(),
                problems.size() == 1 ? "setting is" : "settings are",
                String.join(System.lineSeparator() + "  ", problems)));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
