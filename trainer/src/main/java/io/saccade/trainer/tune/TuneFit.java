package io.saccade.trainer.tune;

import io.saccade.trainer.graph.HostTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What training brought.
 *
 * @param weights of the best epoch: what has changed, by name, to be put in place of the graph's
 *     own constants
 * @param best the epoch that they are of; its number is 0 where training made nothing better
 * @param epochs all of them in order, from epoch 0
 */
public record TuneFit(Map<String, HostTensor> weights, TuneEpoch best, List<TuneEpoch> epochs) {

  /** Copies map and list. */
  public TuneFit {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    epochs = List.copyOf(epochs);
  }
}
