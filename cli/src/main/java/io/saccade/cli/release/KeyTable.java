package io.saccade.cli.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saccade.processor.release.IssuedRelease;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.serving.CanaryHash;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who answers which key under the latest release. */
final class KeyTable {

  private static final int WIDEST = 28;

  private KeyTable() {}

  /**
   * A key and who answers it.
   *
   * @param place of the key, from 0 to below 100
   */
  private record Answer(String key, double place, boolean canary, String version) {}

  static void print(ModelState state, List<String> keys, PrintWriter out) {
    for (String key : keys) {
      Optional<Answer> answer = answer(state, key);
      String shown = ReleaseText.cut(ReleaseText.plain(key), WIDEST);
      out.println(
          answer
              .map(
                  a ->
                      String.format(
                          Locale.ROOT,
                          "key        %-28s %5.2f of 100: %s %s",
                          shown,
                          a.place(),
                          a.canary() ? "canary" : "primary",
                          a.version()))
              .orElse("key        %-28s no release yet".formatted(shown)));
    }
  }

  static ArrayNode json(ModelState state, List<String> keys) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (String key : keys) {
      answer(state, key)
          .ifPresent(
              a ->
                  array
                      .addObject()
                      .put("key", a.key())
                      .put("place", a.place())
                      .put("cohort", a.canary() ? "CANARY" : "PRIMARY")
                      .put("version", a.version()));
    }
    return array;
  }

  private static Optional<Answer> answer(ModelState state, String key) {
    return state.latest().map(IssuedRelease::release).map(release -> answer(release, key));
  }

  private static Answer answer(ModelRelease release, String key) {
    double place =
        CanaryHash.percentile(release.getModel(), key.getBytes(StandardCharsets.UTF_8), 0, 0);
    CanaryVersion canary = release.getCanary();
    return canary != null && place < canary.getPercent()
        ? new Answer(key, place, true, canary.getBundle().getVersion())
        : new Answer(key, place, false, release.getPrimary().getVersion());
  }
}
