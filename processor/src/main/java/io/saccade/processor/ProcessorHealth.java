package io.saccade.processor;

import io.saccade.processor.http.HealthEndpoint.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the processor can go on, and whether it works on events now. Told by whoever starts and
 * stops it. Thread-safe.
 */
final class ProcessorHealth {

  private volatile @Nullable StreamsRun run;
  private volatile boolean stopping;

  /** A version serves, and its stream threads were started. */
  void started(StreamsRun streams) {
    run = streams;
  }

  /** It is being stopped on purpose. */
  void stopping() {
    stopping = true;
  }

  /** Why the process should be started anew; nothing where it can go on. */
  List<Reason> whyDead() {
    StreamsRun streams = run;
    if (stopping || streams == null || !streams.isOver()) {
      return List.of();
    }
    Throwable cause = streams.failure();
    return List.of(
        new Reason(
            "FAILED",
            "the processor has stopped by itself%s; see the log"
                .formatted(cause == null ? "" : ": " + cause.getClass().getSimpleName())));
  }

  /** Why no events are worked on; nothing where they are. */
  List<Reason> whyNotReady() {
    StreamsRun streams = run;
    if (stopping) {
      return List.of(new Reason("STOPPING", "the processor is being stopped"));
    }
    if (streams == null) {
      return List.of(
          new Reason("STARTING", "no version serves yet; the log says what is waited for"));
    }
    List<Reason> dead = whyDead();
    return !dead.isEmpty() || streams.isRunning()
        ? dead
        : List.of(
            new Reason(
                "STREAMS_NOT_RUNNING",
                "the stream threads are %s: partitions are being assigned, or brokers are away"
                    .formatted(streams.state())));
  }
}
