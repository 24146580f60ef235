package io.saccade.cli.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks for secrets in whatever can be seen, in the forms that they go over wires in, too. */
final class SecretScan {

  private static final int PARTS = 3;

  private final Map<String, String> forms = new TreeMap<>();
  private final List<String> found = new ArrayList<>();
  private long bytes;

  /**
   * Knows no others.
   *
   * @param secrets by what they are
   */
  SecretScan(Map<String, String> secrets) {
    secrets.forEach(
        (what, secret) -> {
          forms.put(what, secret);
          forms.put(what + ", as in an address", URLEncoder.encode(secret, StandardCharsets.UTF_8));
          // In the middle of something else that is encoded it begins at any of three places.
          for (int before = 0; before < PARTS; before++) {
            forms.put(what + ", in Base64 after " + before, encoded(secret, before));
          }
        });
  }

  private static String encoded(String secret, int before) {
    String all =
        Base64.getEncoder()
            .encodeToString(("-".repeat(before) + secret).getBytes(StandardCharsets.UTF_8));
    int from = before == 0 ? 0 : 4;
    return all.substring(from, all.length() - 4);
  }

  /** Looks through a text. */
  void look(String where, String text) {
    bytes += text.length();
    forms.forEach(
        (what, form) -> {
          int at = text.indexOf(form);
          if (at >= 0) {
            String line =
                text.substring(Math.max(0, at - 150), at).lines().reduce((a, b) -> b).orElse("");
            found.add("%s: %s behind \"%s\"".formatted(where, what, line));
          }
        });
  }

  /** Looks through bytes, whatever they are. */
  void look(String where, byte[] content) {
    look(where, new String(content, StandardCharsets.ISO_8859_1));
  }

  /** Where something was found. */
  List<String> found() {
    return List.copyOf(found);
  }

  /** How much was looked through. */
  long bytes() {
    return bytes;
  }
}
