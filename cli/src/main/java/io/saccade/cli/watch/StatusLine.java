package io.saccade.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an instance does about a release, in a line. */
final class StatusLine {

  private StatusLine() {}

  /** {@code epoch 3: primary 2 SERVING, canary 3 at 10.0 % REFUSED (MODEL_GOLDEN: ...)}. */
  static String of(JsonNode status) {
    List<String> versions = new ArrayList<>();
    for (JsonNode version : status.path("versions")) {
      versions.add(version(version));
    }
    return "epoch %d: %s"
        .formatted(status.path("epoch").asLong(), String.join(", ", versions))
        .replaceAll("\\p{C}", "?");
  }

  private static String version(JsonNode version) {
    JsonNode percent = version.path("percent");
    JsonNode code = version.path("code");
    return version.path("role").asText().toLowerCase(Locale.ROOT)
        + " "
        + version.path("version").asText()
        + (percent.isNumber() ? " at " + percent.asText() + " %" : "")
        + " "
        + version.path("state").asText()
        + (code.isTextual()
            ? " (" + code.asText() + ": " + version.path("message").asText() + ")"
            : "");
  }
}
