package io.saccade.trainer.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a model comes from, for its card.
 *
 * @param base the file or architecture that training began with
 * @param baseSha256 the hash of its bytes, as 64 hexadecimal digits
 * @param dataSha256 the hash of the images and their labels, as 64 hexadecimal digits
 * @param recipe every setting of the training by name, defaults included, in their order
 * @param versions of the programs that took part, by name, but for ONNX Runtime
 */
public record Origin(
    String base,
    String baseSha256,
    String dataSha256,
    Map<String, String> recipe,
    Map<String, String> versions) {

  /** Copies the maps, in their order. */
  public Origin {
    recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
  }
}
