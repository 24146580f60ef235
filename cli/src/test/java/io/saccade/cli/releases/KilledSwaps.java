package io.saccade.cli.releases;

import io.saccade.cli.CliProcess;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.Fleet;
import io.saccade.cli.faults.SaccadeProgram;
import io.saccade.cli.model.GoldenImages;
import io.saccade.cli.model.LocalModels;
import io.saccade.cli.releases.KillPoint.Trouble;
import io.saccade.model.FileTree;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Golden;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.VersionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One process that is killed amidst swaps, one after the other, and what it ought to serve. */
final class KilledSwaps implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final int FILLER = 24 << 20;

  private final ReleaseStage stage;
  private final Fleet fleet;
  private final Path folder;
  private final Versions versions;
  private final StatusLog statuses;
  private final Operator operator;
  private @Nullable BundleVersion accepted;
  private List<Golden> golden = List.of();
  private int number;

  KilledSwaps(ReleaseStage stage, Fleet fleet, Path folder) throws Exception {
    this.stage = stage;
    this.fleet = fleet;
    this.folder = folder;
    this.versions = new Versions(folder.resolve("versions"));
    this.statuses = StatusLog.follow(stage);
    this.operator = new Operator(stage);
  }

  String client() {
    return fleet.client(0);
  }

  /** What ought to be served now. */
  BundleVersion accepted() {
    if (accepted == null) {
      throw new IllegalStateException("nothing was released yet");
    }
    return accepted;
  }

  /** Starts the process, and releases what it serves first. */
  void begin() throws Exception {
    accepted = versions.make("first");
    fleet.start(client());
    ModelStatus unused = statuses.awaitServing(client(), 0, operator.issue(accepted()), START);
  }

  /** Swaps, kills at the point, starts again and waits; says what was seen. */
  String strike(KillPoint point) throws Exception {
    BundleVersion next = made(point);
    int from = statuses.size();
    Issued release = issue(point, next);
    ModelStatus seen =
        statuses.await(
            point + " is seen",
            from,
            START,
            status -> status.getReleaseOffset() == release.offset() && isAt(point, status, next));
    fleet.kill(client());
    boolean cached = Files.exists(state().resolve("bundles").resolve(next.getSha256() + ".zip"));
    switch (point.trouble()) {
      case SOURCE_GONE -> FileTree.delete(Path.of(next.getUri()));
      case STATE_GONE -> FileTree.delete(state());
      default -> {}
    }
    boolean acceptable =
        point.trouble() != Trouble.REFUSED && (point.trouble() != Trouble.SOURCE_GONE || cached);
    int again = statuses.size();
    long restarted = System.nanoTime();
    fleet.start(client());
    if (acceptable) {
      accepted = next;
    }
    awaitBack(release, again, START);
    return "at %s, was %s, came back to version %s after %.1f s"
        .formatted(
            seen.getVersions().stream().map(v -> v.getVersion() + " " + v.getState()).toList(),
            acceptable ? "acceptable" : "not acceptable",
            accepted().getVersion(),
            (System.nanoTime() - restarted) / 1e9);
  }

  /** Releases what is refused, and once it is has another program take the process's place. */
  CliProcess refuseAndRestartAs(SaccadeProgram other) throws Exception {
    BundleVersion wrong =
        new BundleVersion("wrong", versions.place("first").toString(), "0".repeat(64));
    ModelStatus unused =
        statuses.awaitRefused(client(), statuses.size(), operator.issue(wrong), START);
    fleet.kill(client());
    Path own = folder.resolve(client());
    return other.start(stage.events(), client(), own, own.resolve("other.log"));
  }

  /** Waits until the instance is done with the release, and serves what it ought to. */
  private void awaitBack(Issued release, int from, Duration deadline) throws Exception {
    Eventually.holds(
        "version " + accepted().getVersion() + " serves, the release at " + release.offset(),
        deadline,
        () ->
            statuses.size() > from
                && statuses.all().subList(from, statuses.size()).stream()
                    .anyMatch(status -> status.getReleaseOffset() == release.offset())
                && isBack(statuses.latest()));
  }

  private boolean isBack(Map<String, ModelStatus> latest) {
    ModelStatus status = latest.get(client());
    return status != null
        && Settled.isQuiet(status)
        && Settled.serving(status).equals(Optional.of(accepted().getSha256()));
  }

  private static boolean isAt(KillPoint point, ModelStatus status, BundleVersion next) {
    return point.awaited() == VersionState.REFUSED
        ? Settled.refusal(status).isPresent()
        : Settled.has(status, next.getSha256(), point.awaited());
  }

  /** A version that takes its time, in the very state that it is to be caught in. */
  private BundleVersion made(KillPoint point) throws Exception {
    String version = "version-" + number++;
    boolean refused = point.trouble() == Trouble.REFUSED;
    if (refused && point.state() == VersionState.WARMING) {
      // What golden images show is found out earlier.
      return versions.write(SlowModel.notFinite(version));
    }
    Bundle slow = slow(version, refused && !isReady(point));
    if (point.state() == VersionState.LOADING) {
      byte[] filler = new byte[FILLER];
      new Random(number).nextBytes(filler);
      slow = slow.withFiles(Map.of("filler", filler));
    }
    return versions.write(slow);
  }

  /** A slow version that proves itself, or is found out at the last moment. */
  private Bundle slow(String version, boolean wrong) throws Exception {
    if (golden.isEmpty()) {
      golden = GoldenImages.record(SlowModel.slow("golden"), new LocalModels()).golden();
    }
    return SlowModel.slow(version).withGolden(wrong ? SlowModel.wrong(golden) : golden);
  }

  private static boolean isReady(KillPoint point) {
    return point.state() == VersionState.READY;
  }

  /** Where a version is to be seen ready, it must wait for another. */
  private Issued issue(KillPoint point, BundleVersion next) throws Exception {
    if (!isReady(point)) {
      return operator.issue(next);
    }
    BundleVersion canary =
        versions.write(slow(next.getVersion() + "-beside", point.trouble() == Trouble.REFUSED));
    return operator.issue(next, new CanaryVersion(canary, 0.01));
  }

  private Path state() {
    return folder.resolve(client()).resolve("state");
  }

  @Override
  public void close() {
    statuses.close();
    operator.close();
  }
}
