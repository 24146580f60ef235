package io.saccade.processor;

import io.saccade.model.NativeHandles;
import io.saccade.processor.dashboard.Dashboard;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.telemetry.EventTraces;
import io.saccade.processor.telemetry.Telemetry;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.SerdeFactory;
import org.jspecify.annotations.Nullable;

/** What is known of a processor from outside: its health, its metrics, its traces, its counts. */
final class Watching implements AutoCloseable {

  private final String instance;
  private final ProcessorHealth health = new ProcessorHealth();
  private final Telemetry telemetry;
  private final OutcomeCounter outcomes;
  private final EventTraces traces;
  private final NativeHandles handles;
  private final PictureTap tap;
  private final DashboardStart start;
  private @Nullable Dashboard dashboard;

  Watching(ProcessorSettings settings, NativeHandles handles) {
    this.instance = InstanceName.of(settings);
    this.telemetry = new Telemetry(handles, settings.topics().images());
    this.handles = handles;
    this.tap = new PictureTap(telemetry.topology());
    this.outcomes = new OutcomeCounter(tap);
    this.start = new DashboardStart(settings, telemetry, health);
    this.traces = EventTraces.of(System.getenv());
  }

  /** What the processor calls itself. */
  String instance() {
    return instance;
  }

  ProcessorHealth health() {
    return health;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  OutcomeCounter outcomes() {
    return outcomes;
  }

  EventTraces traces() {
    return traces;
  }

  /** Opens the dashboard, where there is a port to see it at. Closed with this. */
  Dashboard openDashboard() {
    Dashboard opened = start.open(instance);
    dashboard = opened;
    return opened;
  }

  /** Schemas are registered: the dashboard, where there is one, may read topics. */
  void canRead(SerdeFactory serdes) throws StartException {
    Dashboard opened = dashboard;
    if (opened == null) {
      return;
    }
    try {
      start.follow(opened, serdes);
      start.sample(opened, serdes, handles).ifPresent(tap::open);
    } catch (RegistryConfigurationException e) {
      throw new StartException("the registry's settings are wrong: " + e.getMessage(), e);
    }
  }

  /** A model runs. */
  void placed(Placement placement) {
    start.placed(placement);
  }

  @Override
  public void close() {
    if (dashboard != null) {
      dashboard.close();
    }
    traces.close();
    telemetry.close();
  }
}
