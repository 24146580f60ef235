package io.saccade.processor;

import io.saccade.model.ErrorCode;
import io.saccade.processor.lookahead.LookAheadStats;
import io.saccade.processor.serving.Placement;
import java.util.Map;

/**
 * What the processor has done since it started.
 *
 * @param predictions predictions forwarded, those of aborted transactions included
 * @param failures failures forwarded, by code
 * @param lookAhead what the look-ahead did
 * @param placement where the model runs, and why there
 * @param openHandles native images, tensors and sessions that are open now
 * @param openSessions the sessions among them: those of the versions that serve or are held
 */
public record ProcessorStats(
    long predictions,
    Map<ErrorCode, Long> failures,
    LookAheadStats lookAhead,
    Placement placement,
    long openHandles,
    long openSessions) {

  public ProcessorStats {
    failures = Map.copyOf(failures);
  }
}
