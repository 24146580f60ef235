package io.saccade.cli.failures;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One failure, for people and for programs. */
final class Lines {

  static final String HEAD =
      "%-21s %-24s %-24s %-24s %s".formatted("TIME", "CODE", "EVENT", "REPLAYED", "KEY AND REASON");

  private Lines() {}

  static String of(Failure failure, Optional<Replayed> replayed) {
    String attempt = failure.attempt() == 0 ? "" : " (attempt " + failure.attempt() + ")";
    return clean(
        "%-21s %-24s %-24s %-24s %s: %s%s"
            .formatted(
                failure.time().truncatedTo(ChronoUnit.SECONDS),
                failure.code(),
                failure.source().map(Place::toString).orElse("?"),
                replayed.map(Replayed::to).orElse("-"),
                failure.key(),
                failure.message(),
                attempt));
  }

  static ObjectNode json(Failure failure, Optional<Replayed> replayed) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("failure", failure.place().toString())
            .put("timestamp", failure.time().toString())
            .put("key", failure.key())
            .put("code", failure.code())
            .put("message", failure.message())
            .put("event", failure.source().map(Place::toString).orElse(null))
            .put("sha256", failure.sha256().orElse(null))
            .put("whole", !failure.isCut())
            .put("attempt", failure.attempt());
    replayed.ifPresent(of -> node.put("replayedTo", of.to()));
    return node;
  }

  /** What people put into keys and headers is not to move the cursor about. */
  static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
