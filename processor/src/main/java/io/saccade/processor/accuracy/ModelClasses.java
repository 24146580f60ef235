package io.saccade.processor.accuracy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a version calls its classes. Immutable.
 *
 * <p>Of classes with the same name the first is meant.
 */
public final class ModelClasses {

  private final String model;
  private final String version;
  private final List<String> names;
  private final Map<String, Integer> indices = new HashMap<>();

  /**
   * The classes of a version.
   *
   * @param names in the order of its outputs; none where nobody knows them
   */
  public ModelClasses(String model, String version, List<String> names) {
    this.model = model;
    this.version = version;
    this.names = List.copyOf(names);
    for (int i = 0; i < names.size(); i++) {
      indices.putIfAbsent(names.get(i), i);
    }
  }

  /** The name of the model. */
  public String model() {
    return model;
  }

  /** The name of its version. */
  public String version() {
    return version;
  }

  /** In the order of its outputs; none where nobody knows them. */
  public List<String> names() {
    return names;
  }

  int index(String name) {
    return indices.getOrDefault(name, -1);
  }
}
