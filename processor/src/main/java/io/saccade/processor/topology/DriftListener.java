package io.saccade.processor.topology;

import io.saccade.schemas.avro.DriftReport;

/** Is told what becomes of windows. Called by stream threads; must be quick and thread-safe. */
public interface DriftListener {

  /** A report was forwarded. */
  void reported(DriftReport report);

  /** A record came that is no delta of ours; it was left out. */
  void ignored(String reason);
}
