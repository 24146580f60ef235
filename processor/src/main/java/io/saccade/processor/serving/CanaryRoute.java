package io.saccade.processor.serving;

/**
 * A version that answers a share of the keys instead of the primary.
 *
 * @param model the version
 * @param percent the share of the keys, above 0 and at most 100; {@link CanaryHash} has steps of
 *     0.01
 */
public record CanaryRoute(LoadedModel model, double percent) {

  public CanaryRoute {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "percent must be above 0 and at most 100, but was " + percent);
    }
  }
}
