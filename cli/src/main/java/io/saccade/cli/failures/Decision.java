package io.saccade.cli.failures;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a replay does about one failure.
 *
 * @param to where its event stands now; empty where it was not put back, or in a dry run
 * @param why in a sentence, where there is more to say; empty otherwise
 */
record Decision(Failure failure, Fate fate, Optional<String> to, String why) {

  static Decision of(Failure failure, Fate fate) {
    return new Decision(failure, fate, Optional.empty(), "");
  }

  ObjectNode json() {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("failure", failure.place().toString())
            .put("fate", fate.name())
            .put("code", failure.code())
            .put("event", failure.source().map(Place::toString).orElse(null))
            .put("attempt", failure.attempt() + (fate == Fate.REPLAYED ? 1 : 0));
    to.ifPresent(place -> node.put("to", place));
    if (!why.isEmpty()) {
      node.put("why", why);
    }
    return node;
  }
}
