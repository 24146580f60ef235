package io.saccade.cli.replay;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.ReplayEngine;
import io.saccade.processor.bundles.BundleStore;
import io.saccade.processor.serving.ReleaseId;
import java.util.List;
import java.util.Optional;

/**
 * Who answers what of a replay.
 *
 * @param acts in their order
 * @param name of the model and the version, for the default topic
 * @param versions for people
 * @param recorded whether they are those that answered the first time
 */
record Cast(List<Act> acts, String name, List<String> versions, boolean recorded) {

  Cast {
    acts = List.copyOf(acts);
    versions = List.copyOf(versions);
  }

  /** One version answers everything. */
  static Cast of(Bundle bundle, Range range) {
    return new Cast(
        List.of(new Act(range, engine -> engine.serve(ReleaseId.NONE, bundle, Optional.empty()))),
        bundle.manifest().name() + "-" + bundle.manifest().version(),
        List.of(
            "%s %s (%s)"
                .formatted(
                    bundle.manifest().name(),
                    bundle.manifest().version(),
                    bundle.sha256().substring(0, 12))),
        false);
  }

  /**
   * Those answer that did the first time.
   *
   * @param store where their bundles are had from
   */
  static Cast recorded(String model, List<Step> steps, BundleStore store) {
    return new Cast(
        steps.stream()
            .map(step -> new Act(step.range(), new Again(step.release(), store)))
            .toList(),
        model + "-recorded",
        steps.stream().map(step -> step.release() + " on " + step.range()).toList(),
        true);
  }

  /** The default topic of the predictions. */
  String topic() {
    return "replay-" + name.replaceAll("[^a-zA-Z0-9._-]+", "-");
  }

  /** The versions of a release, from where the status topic says that they came. */
  private record Again(RecordedRelease release, BundleStore store) implements Act.Versions {

    @Override
    public void enter(ReplayEngine engine) throws BundleRefusedException, InterruptedException {
      Optional<ReplayEngine.Canary> canary = Optional.empty();
      if (release.canary().isPresent()) {
        RecordedRelease.Canary share = release.canary().get();
        canary = Optional.of(new ReplayEngine.Canary(fetch(share.version()), share.percent()));
      }
      engine.serve(
          new ReleaseId(release.partition(), release.offset()), fetch(release.primary()), canary);
    }

    private Bundle fetch(RecordedVersion version)
        throws BundleRefusedException, InterruptedException {
      return store.fetch(version.uri(), Optional.of(version.sha256()));
    }
  }
}
