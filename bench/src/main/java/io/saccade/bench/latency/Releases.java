package io.saccade.bench.latency;

import io.saccade.bench.pipeline.Kafka;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.processor.release.InstanceState;
import io.saccade.processor.release.IssuedRelease;
import io.saccade.processor.release.Issuer;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.release.NoReleaseTopicException;
import io.saccade.processor.release.ReleaseChange;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseMistakeException;
import io.saccade.processor.release.ReleaseProgress;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.release.ReleaseWish;
import io.saccade.processor.release.VersionWish;
import io.saccade.processor.release.Wanted;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Releases versions as an operator does, and sees when they serve. */
final class Releases implements AutoCloseable {

  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final String ISSUER = "bench";

  private final String model;
  private final SerdeFactory serdes;
  private final ReleaseDesk desk;

  private Releases(String model, SerdeFactory serdes, ReleaseDesk desk) {
    this.model = model;
    this.serdes = serdes;
    this.desk = desk;
  }

  /** Sits down at the desk. */
  static Releases of(String model, Kafka kafka) throws CommandFailedException {
    try {
      SerdeFactory serdes = kafka.serdes();
      return new Releases(
          model, serdes, ReleaseDesk.open(kafka.clients(), serdes, ReleaseTopics.defaults()));
    } catch (SchemaException e) {
      throw failed(e);
    }
  }

  /** Issues a release of the version, which is to answer alone. */
  IssuedRelease issue(SlowVersions.Version version)
      throws CommandFailedException, InterruptedException {
    VersionWish wish =
        new VersionWish(
            version.name(), Optional.of(version.path().toString()), Optional.of(version.sha256()));
    try {
      ReleaseChange change =
          new ReleaseChange(desk.standing(model), new Issuer(ISSUER, "", Instant.now()));
      return desk.issue(
          change.set(
              new ReleaseWish(
                  Optional.of(wish), new Wanted.Unchanged<>(), new Wanted.Unchanged<>())));
    } catch (SchemaException | NoReleaseTopicException | ReleaseMistakeException e) {
      throw failed(e);
    }
  }

  /**
   * Waits until the one processor that there is serves the latest release.
   *
   * @throws CommandFailedException where it refuses, or the time is over
   */
  void awaitServing(Duration atMost) throws CommandFailedException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (System.nanoTime() - end < 0) {
        ModelState state = desk.state(model);
        for (InstanceState instance : state.instances()) {
          ReleaseProgress progress = instance.progress();
          if (progress.isServing()) {
            return;
          }
          if (progress.isRefused()) {
            throw new CommandFailedException(
                "the processor refused a version: "
                    + progress.refusal().map(Object::toString).orElse("it does not say why"));
          }
        }
        desk.awaitNews(GLANCE);
      }
    } catch (SchemaException e) {
      throw failed(e);
    }
    throw new CommandFailedException(
        "a version does not serve %s after its release; lower --load or --load-seconds"
            .formatted(atMost));
  }

  @Override
  public void close() {
    desk.close();
    serdes.close();
  }

  private static CommandFailedException failed(Exception e) {
    return new CommandFailedException("a version cannot be released: " + e.getMessage(), e);
  }
}
