package io.saccade.model.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an image is brought to the size that the model expects; part of every manifest. */
public enum ResizeFilter {
  /** A triangle widened by the reduction, as Pillow's BILINEAR and torchvision's antialias do. */
  BILINEAR_ANTIALIAS,
  /** The two nearest pixels of each axis, whatever the reduction. */
  BILINEAR,
  /** The mean of the source pixels that the target pixel covers, fractions counted. */
  AREA,
  /** Keys' cubic with a = -0.5, widened by the reduction, as Pillow's BICUBIC does. */
  BICUBIC;

  /** The name that a manifest writes, such as {@code bilinear-antialias}. */
  public String manifestName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The filter of this manifest name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ResizeFilter ofManifestName(String name) {
    return Arrays.stream(values())
        .filter(filter -> filter.manifestName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "filter must be one of "
                        + Arrays.stream(values())
                            .map(ResizeFilter::manifestName)
                            .collect(Collectors.joining(", "))
                        + ", but was "
                        + name));
  }
}
