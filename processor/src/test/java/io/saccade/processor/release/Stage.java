package io.saccade.processor.release;

import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.PaperModel;
import io.saccade.processor.serving.ReleaseId;
import io.saccade.processor.serving.Routes;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A world that a machine moves, with models of paper; loads end when the test says so. */
final class Stage implements World {

  final ReleaseMachine machine = new ReleaseMachine(this);
  final List<String> open = new ArrayList<>();
  final List<ReleaseStatus> told = new ArrayList<>();
  private final Map<String, Bundle> bundles = new HashMap<>();
  private @Nullable Routes routes;

  /** A release of a primary, and what is added to it. */
  static Release release(long offset, NamedVersion... required) {
    return new Release(
        new ReleaseId(0, offset),
        "colors",
        offset + 1,
        List.of(required),
        Optional.empty(),
        Optional.of(Instant.EPOCH),
        "anna",
        "because");
  }

  /** The same, which holds a version for a rollback. */
  static Release holding(Release release, NamedVersion previous) {
    return new Release(
        release.id(),
        release.model(),
        release.epoch(),
        release.required(),
        Optional.of(previous),
        release.issuedAt(),
        release.issuedBy(),
        release.reason());
  }

  /** A version of the colour model, with its hash. */
  NamedVersion named(Role role, String version) {
    return new NamedVersion(
        role, version, "models/" + version, bundle(version).sha256(), OptionalDouble.empty());
  }

  NamedVersion primary(String version) {
    return named(Role.PRIMARY, version);
  }

  NamedVersion shadow(String version) {
    return named(Role.SHADOW, version);
  }

  NamedVersion previous(String version) {
    return named(Role.PREVIOUS, version);
  }

  NamedVersion canary(String version, double percent) {
    NamedVersion named = named(Role.CANARY, version);
    return new NamedVersion(
        Role.CANARY, version, named.uri(), named.sha256(), OptionalDouble.of(percent));
  }

  /** A version of which nobody has said the hash. */
  static NamedVersion unhashed(Role role, String version) {
    return new NamedVersion(role, version, "models/" + version, "", OptionalDouble.empty());
  }

  Bundle bundle(String version) {
    return bundles.computeIfAbsent(version, ColorModel::bundle);
  }

  /** The version to be loaded next, or nothing. */
  @Nullable String next() {
    return machine.next().map(NamedVersion::version).orElse(null);
  }

  /** The load has come to this version. */
  void loaded(String version) throws ModelFailedException {
    loaded(bundle(version));
  }

  void loaded(Bundle bundle) throws ModelFailedException {
    open.add(bundle.manifest().version());
    machine.loaded(new PaperModel(LanePlan.single()).loaded(bundle));
  }

  void refused() {
    refused(RefusalCode.MODEL_GOLDEN);
  }

  void refused(RefusalCode why) {
    machine.refused(new VersionStanding.Refusal(why, "differs"));
  }

  /** Loads whatever the machine wants, until it wants nothing. */
  void loadAll() throws ModelFailedException {
    for (String version = next(); version != null; version = next()) {
      loaded(version);
    }
  }

  /** What serves: the release's offset, and its versions. */
  String serving() {
    if (routes == null) {
      return "nothing";
    }
    return routes.release().offset()
        + ":"
        + routes.primary().version().version()
        + routes.canary().map(c -> " canary " + c.model().version().version()).orElse("")
        + routes.shadow().map(s -> " shadow " + s.model().version().version()).orElse("");
  }

  ReleaseStatus last() {
    return told.get(told.size() - 1);
  }

  /** The last status, as in {@code PRIMARY 1 SERVING}. */
  List<String> standings() {
    return standings(last());
  }

  static List<String> standings(ReleaseStatus status) {
    return status.versions().stream()
        .map(
            standing ->
                "%s %s %s"
                    .formatted(
                        standing.version().role(), standing.version().version(), standing.state()))
        .toList();
  }

  /** Every state that a version in a role went through. */
  List<VersionState> states(Role role, String version) {
    List<VersionState> states = new ArrayList<>();
    for (ReleaseStatus status : told) {
      status.versions().stream()
          .filter(standing -> standing.version().role() == role)
          .filter(standing -> standing.version().version().equals(version))
          .map(VersionStanding::state)
          .filter(state -> states.isEmpty() || states.get(states.size() - 1) != state)
          .forEach(states::add);
    }
    return states;
  }

  @Override
  public void install(Routes next) {
    routes = next;
  }

  @Override
  public void close(LoadedModel model) {
    open.remove(model.version().version());
    model.close();
  }

  @Override
  public void tell(ReleaseStatus status) {
    told.add(status);
  }
}
