package io.saccade.bench.latency;

import io.saccade.bench.pipeline.Workload;

/** Says what is found, as soon as it is. */
interface Report extends LatencyBench.Listener {

  /** What is about to be measured. */
  void begin(Workload workload);

  /** All that was measured. */
  void end(LatencyResults results);
}
