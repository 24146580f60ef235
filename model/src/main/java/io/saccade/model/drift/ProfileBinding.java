package io.saccade.model.drift;

import java.util.regex.Pattern;

/**
 * What a reference was measured with, and holds for alone.
 *
 * @param model the SHA-256 of the ONNX file, as 64 lower-case hexadecimal digits, as the others
 * @param labels the SHA-256 of the list of labels
 * @param preprocessing the SHA-256 of how an image becomes the model's input
 */
public record ProfileBinding(String model, String labels, String preprocessing) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Refuses what is no hash. */
  public ProfileBinding {
    require("model", model);
    require("labels", labels);
    require("preprocessing", preprocessing);
  }

  private static void require(String what, String hash) {
    if (!SHA256.matcher(hash).matches()) {
      throw new IllegalArgumentException(
          what + " must be a SHA-256 of 64 lower-case hexadecimal digits, but was " + hash);
    }
  }
}
