package io.saccade.processor.release;

import java.util.List;
import java.util.Optional;

/**
 * What is wanted of a model, and what is done about it.
 *
 * @param model the name of the model
 * @param latest the latest release, accepted or not; empty where there is none
 * @param instances what every instance reported last, by name
 * @param silent clients of the same groups that have reported nothing
 */
public record ModelState(
    String model,
    Optional<IssuedRelease> latest,
    List<InstanceState> instances,
    List<String> silent) {

  public ModelState {
    instances = List.copyOf(instances);
    silent = List.copyOf(silent);
  }

  /** The instances that are members of their group now. */
  public List<InstanceState> living() {
    return instances.stream().filter(InstanceState::living).toList();
  }
}
