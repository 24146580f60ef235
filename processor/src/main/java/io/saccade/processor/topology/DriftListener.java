package io.saccade.processor.topology;

import io.saccade.processor.drift.Acceptance;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftReport;

/** Is told what becomes of windows. Called by stream threads; must be quick and thread-safe. */
public interface DriftListener {

  /** A report was forwarded. */
  void reported(DriftReport report);

  /** An operator has accepted windows of a stream, or taken that back. */
  void accepted(DriftAcceptance record, Acceptance acceptance);

  /** A record came that is neither a delta nor an acceptance of ours; it was left out. */
  void ignored(String reason);
}
