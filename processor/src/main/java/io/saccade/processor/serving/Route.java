package io.saccade.processor.serving;

import org.jspecify.annotations.Nullable;

/**
 * Which version answers a record, and why that one. Each of {@link Routes} has two of them for all
 * of its records, so that routing a record makes no object.
 *
 * @param routes where it comes from
 * @param model the version that answers
 * @param canary whether it answers as canary
 */
public record Route(Routes routes, LoadedModel model, boolean canary) {

  /** What is scored beside the version: a shadow for the primary, never for the canary. */
  public @Nullable ShadowRoute shadow() {
    return canary ? null : routes.shadow().orElse(null);
  }

  /** Ends a lease: the record has left the engine, and whoever worked on it is done with it. */
  public void release() {
    model.release();
  }
}
