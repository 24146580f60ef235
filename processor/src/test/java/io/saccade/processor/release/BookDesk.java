package io.saccade.processor.release;

import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A desk whose topics are in memory. */
public final class BookDesk implements ReleaseDesk {

  private final ReleaseBook book = new ReleaseBook();
  private long offset;
  private boolean closed;

  /** An instance reports. */
  public synchronized void report(ModelStatus status) {
    book.status(status);
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized Set<String> models() {
    return book.models();
  }

  @Override
  public synchronized Standing standing(String model) {
    return book.standing(model);
  }

  @Override
  public synchronized ModelState state(String model) {
    return book.state(model, Map.of());
  }

  @Override
  public synchronized List<PastRelease> history(String model) {
    return book.history(model);
  }

  @Override
  public synchronized IssuedRelease issue(ModelRelease release) {
    IssuedRelease issued = new IssuedRelease(release, 0, offset++);
    book.release(issued);
    return issued;
  }

  @Override
  public synchronized List<IssuedRelease> rivals(IssuedRelease mine) {
    return book.rivals(mine);
  }

  @Override
  public void awaitNews(Duration atMost) {}

  @Override
  public synchronized void close() {
    closed = true;
  }
}
