package io.saccade.cli.releases;

import io.saccade.processor.release.CanaryWish;
import io.saccade.processor.release.IssuedRelease;
import io.saccade.processor.release.Issuer;
import io.saccade.processor.release.ReleaseChange;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseMistakeException;
import io.saccade.processor.release.ReleaseWish;
import io.saccade.processor.release.VersionWish;
import io.saccade.processor.release.Wanted;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** An operator who releases whatever comes to mind, without a look at what the others do. */
final class ContradictoryClient {

  private final ReleaseStage stage;
  private final List<BundleVersion> versions;
  private final int number;
  private final Random random;

  /**
   * A client.
   *
   * @param versions what it releases; some may be such that they are refused
   */
  ContradictoryClient(ReleaseStage stage, List<BundleVersion> versions, int number, long seed) {
    this.stage = stage;
    this.versions = versions;
    this.number = number;
    this.random = new Random(seed + number);
  }

  /** Issues so many releases, one after the other; returns the last. */
  IssuedRelease issue(int count) throws Exception {
    try (SerdeFactory serdes =
            SerdeFactory.create(Map.of("schema.registry.url", stage.events().registry()));
        ReleaseDesk desk =
            ReleaseDesk.open(
                Map.of("bootstrap.servers", stage.events().bootstrap()), serdes, stage.topics())) {
      List<IssuedRelease> issued = new ArrayList<>();
      while (issued.size() < count) {
        attempt(desk).ifPresent(issued::add);
      }
      return issued.get(count - 1);
    }
  }

  /** Empty where the idea was none: nothing to roll back to, the canary is the primary. */
  private Optional<IssuedRelease> attempt(ReleaseDesk desk) throws Exception {
    try {
      return Optional.of(desk.issue(next(desk)));
    } catch (ReleaseMistakeException e) {
      return Optional.empty();
    }
  }

  private ModelRelease next(ReleaseDesk desk) throws Exception {
    Issuer issuer = new Issuer("client " + number, "because", Instant.now());
    ReleaseChange change = new ReleaseChange(desk.standing(ReleaseStage.MODEL), issuer);
    return switch (random.nextInt(8)) {
      case 0 -> change.rollback();
      case 1 -> change.promote();
      case 2 -> change.set(canary());
      case 3 -> change.set(shadow());
      default -> change.set(primary());
    };
  }

  private ReleaseWish primary() {
    return new ReleaseWish(Optional.of(any()), new Wanted.Unchanged<>(), new Wanted.Unchanged<>());
  }

  private ReleaseWish canary() {
    return new ReleaseWish(
        Optional.empty(),
        new Wanted.Chosen<>(new CanaryWish(any(), 1 + random.nextInt(100))),
        new Wanted.Unchanged<>());
  }

  private ReleaseWish shadow() {
    return new ReleaseWish(Optional.empty(), new Wanted.Unchanged<>(), new Wanted.Chosen<>(any()));
  }

  private VersionWish any() {
    BundleVersion version = versions.get(random.nextInt(versions.size()));
    return new VersionWish(
        version.getVersion(), Optional.of(version.getUri()), Optional.of(version.getSha256()));
  }
}
