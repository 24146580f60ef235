package io.saccade.processor.source;

import io.saccade.processor.bundles.FetchTimes;
import io.saccade.processor.bundles.S3Objects;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads images from buckets of S3. The client is made when the first is asked for. */
final class BucketImages implements AutoCloseable {

  private final SourceSettings settings;
  private final FetchClock clock;
  private @Nullable S3Objects objects;

  BucketImages(SourceSettings settings, FetchClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  Body read(Target.InABucket target, Attempt attempt)
      throws EventRefusedException, FetchFailedException {
    Duration left = Duration.ofNanos(Math.max(1, attempt.leftNanos()));
    try (S3Objects.Opened object = objects().open(target.bucket(), target.key(), left)) {
      FetchClock.Watch watch = clock.watch(attempt, object::close);
      try {
        return Body.read(object.in(), object.length(), target, attempt);
      } finally {
        watch.close();
      }
    } catch (S3Objects.StatusException e) {
      Answers.require(target, e.status());
      throw failed(target, e);
    } catch (IOException | RuntimeException e) { // Amazon's client throws both.
      throw failed(target, e);
    }
  }

  @Override
  public synchronized void close() {
    if (objects != null) {
      objects.close();
    }
  }

  private static FetchFailedException failed(Target target, Exception e) {
    return new FetchFailedException(
        "the object did not come whole and in time from " + target.shown(),
        FetchFailedException.Fault.THEIRS,
        e);
  }

  private synchronized S3Objects objects() throws IOException {
    S3Objects made = objects;
    if (made == null) {
      made =
          new S3Objects(
              settings.s3(), new FetchTimes(settings.times().connect(), settings.times().total()));
      objects = made;
    }
    return made;
  }
}
