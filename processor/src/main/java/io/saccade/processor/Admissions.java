package io.saccade.processor;

import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.telemetry.Telemetry;
import java.time.Duration;

/** Whom versions are introduced to before anything is routed to them. */
record Admissions(DriftStart drift, LabelStart labels, Telemetry telemetry)
    implements EngineLoader.Listener {

  @Override
  public void admitted(LoadedModel version) {
    drift.admitted(version);
    labels.admitted(version);
  }

  @Override
  public void loaded(Duration took) {
    telemetry.loaded(took);
  }
}
