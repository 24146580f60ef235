package io.saccade.processor.release;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether and how releases are followed.
 *
 * @param follow whether they are; otherwise only {@code model.bundle} is served
 * @param topics where they are, and where is said what is done about them
 * @param model the name of the model, where {@code model.bundle} is not to say it
 * @param instance what this instance calls itself; empty for a name of its own at each start
 */
public record ReleaseSettings(
    boolean follow, ReleaseTopics topics, Optional<String> model, Optional<String> instance) {

  /** What an instance may be called: its clients' ids begin with it. */
  public static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  public ReleaseSettings {
    if (instance.isPresent() && !INSTANCE.matcher(instance.get()).matches()) {
      throw new IllegalArgumentException(
          "instance must be up to 100 letters, digits, dots, underscores and hyphens, but was "
              + instance.get());
    }
  }
}
