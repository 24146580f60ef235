package io.saccade.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one version followed the other under load.
 *
 * @param first the version before
 * @param second the version that was released
 * @param failure why it does not serve, where it does not
 * @param serving from the command to the last instance that serves it
 * @param before what was read before it was released, once all was warm
 * @param during from the command until a second after the first answer of the new version
 * @param after what came then, of the new version
 */
record Swap(
    String first,
    String second,
    Optional<String> failure,
    Duration serving,
    Stretch before,
    Stretch during,
    Stretch after) {

  boolean isDone() {
    return failure.isEmpty();
  }

  /** For people. */
  List<String> lines(long wentBack) {
    List<String> lines = new ArrayList<>();
    if (failure.isPresent()) {
      lines.add("release      %s to %s: %s".formatted(first, second, failure.get()));
      return lines;
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "release      %s to %s under load, serving after %.1f s; %s",
            first,
            second,
            serving.toMillis() / 1e3,
            wentBack == 0
                ? "no partition went back"
                : wentBack + " times a partition went back to " + first));
    if (during.size() > 1 && before.size() > 1) {
      lines.add(
          "pause        at most %,d ms without a prediction, %,d ms before; p99 %,d ms, %,d ms before"
              .formatted(
                  during.longestGap().toMillis(),
                  before.longestGap().toMillis(),
                  during.p99().toMillis(),
                  before.p99().toMillis()));
    }
    if (before.accuracy().isPresent() && after.accuracy().isPresent()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "accuracy     %.1f %% of %,d right by version %s, %.1f %% of %,d by version %s",
              100 * before.accuracy().getAsDouble(),
              before.size(),
              first,
              100 * after.accuracy().getAsDouble(),
              after.size(),
              second));
    }
    return lines;
  }

  /** For programs. */
  ObjectNode json() {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("from", first)
            .put("to", second)
            .put("serving", isDone());
    failure.ifPresent(why -> node.put("failure", why));
    node.put("servingSeconds", serving.toMillis() / 1e3)
        .put("longestGapMillis", during.longestGap().toMillis())
        .put("longestGapBeforeMillis", before.longestGap().toMillis())
        .put("p99Millis", during.p99().toMillis())
        .put("p99BeforeMillis", before.p99().toMillis());
    before.accuracy().ifPresent(share -> node.put("accuracyBefore", share));
    after.accuracy().ifPresent(share -> node.put("accuracyAfter", share));
    return node;
  }
}
