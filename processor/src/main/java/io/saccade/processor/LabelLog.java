package io.saccade.processor;

import io.saccade.processor.labels.LabelListener;
import io.saccade.processor.labels.LabelRefusal;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what is left out: the first few of them, and then fewer and fewer. */
final class LabelLog implements LabelListener {

  private static final Logger LOG = LoggerFactory.getLogger(LabelLog.class);
  private static final long ALL_UP_TO = 10;

  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong ignored = new AtomicLong();

  @Override
  public void refused(LabelRefusal code, String where, String reason) {
    long count = refused.incrementAndGet();
    if (isSaid(count)) {
      LOG.warn(
          "a label was refused code={} at={} reason=\"{}\" so_far={}", code, where, reason, count);
    }
  }

  @Override
  public void ignored(String reason) {
    long count = ignored.incrementAndGet();
    if (isSaid(count)) {
      LOG.warn("a record was left out of the join reason=\"{}\" so_far={}", reason, count);
    }
  }

  /** Somebody may send nothing but such records. */
  private static boolean isSaid(long count) {
    return count <= ALL_UP_TO || Long.bitCount(count) == 1;
  }
}
