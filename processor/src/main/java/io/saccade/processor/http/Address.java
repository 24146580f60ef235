package io.saccade.processor.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request is about: {@code /v1/releases}, {@code /v1/releases/MODEL} or {@code
 * /v1/releases/MODEL/ACTION}.
 *
 * @param model the name of the model; empty for all
 * @param action what to do or see; empty for the model itself
 * @param query the part behind the question mark, not decoded; may be empty
 */
record Address(Optional<String> model, Optional<String> action, String query) {

  static final String ROOT = "/v1/releases";

  static Address of(URI uri) throws HttpRefusedException {
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    if (path.equals(ROOT)) {
      return new Address(Optional.empty(), Optional.empty(), query);
    }
    if (path.startsWith(ROOT + "/")) {
      String[] parts = path.substring(ROOT.length() + 1).split("/", -1);
      // Names of models need no escapes; one with escapes is the name of none.
      boolean action = parts.length == 2 && !parts[1].isEmpty();
      if ((parts.length == 1 || action) && parts[0].matches("[A-Za-z0-9._-]{1,100}")) {
        return new Address(
            Optional.of(parts[0]), action ? Optional.of(parts[1]) : Optional.empty(), query);
      }
    }
    throw nothingThere();
  }

  static HttpRefusedException nothingThere() {
    return new HttpRefusedException(
        404, "NOT_FOUND", "there is nothing here; see %s and %s/MODEL".formatted(ROOT, ROOT));
  }

  /** The values of a parameter, in order. */
  List<String> parameters(String name) {
    List<String> values = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        // Its escapes are right, or the server would have refused it.
        values.add(URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return values;
  }
}
