package io.saccade.processor.source;

import io.saccade.processor.bundles.FetchTimes;
import io.saccade.processor.bundles.S3Objects;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads images from buckets of S3. The client is made when the first is asked for. */
final class BucketImages implements AutoCloseable {

  private final SourceSettings settings;
  private @Nullable S3Objects objects;

  BucketImages(SourceSettings settings) {
    this.settings = settings;
  }

  byte[] read(Target.InABucket target, Attempt attempt)
      throws EventRefusedException, FetchFailedException {
    try {
      byte[] bytes =
          objects()
              .read(
                  target.bucket(),
                  target.key(),
                  attempt.most(),
                  Duration.ofNanos(Math.max(1, attempt.leftNanos())));
      if (bytes.length > attempt.most()) {
        throw Answers.tooLarge(target, attempt.most());
      }
      return bytes;
    } catch (S3Objects.StatusException e) {
      Answers.require(target, e.status());
      throw new IllegalStateException("a status of failure", e);
    } catch (IOException e) {
      throw new FetchFailedException(
          "the object did not come whole and in time from " + target.shown(), false, e);
    }
  }

  @Override
  public synchronized void close() {
    if (objects != null) {
      objects.close();
    }
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
