package io.saccade.processor;

import io.saccade.processor.http.Endpoint;
import io.saccade.processor.http.HealthEndpoint;
import io.saccade.processor.http.ProcessorHttp;
import io.saccade.processor.http.ReleasesEndpoint;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.telemetry.MetricsEndpoint;
import io.saccade.schemas.SerdeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets probes, scrapers and operators in over HTTP, where a port is set. */
final class HttpStart {

  private HttpStart() {}

  /**
   * Listens as long as the processor lives: from before there is anything to serve.
   *
   * @param opened is given what has to be closed
   * @throws StartException if the address cannot be listened at
   */
  static Optional<ProcessorHttp> listen(
      ProcessorSettings settings, SerdeFactory serdes, Watching watching, Opened opened)
      throws StartException {
    if (settings.http().port().isEmpty()) {
      return Optional.empty();
    }
    ReleaseDesk desk =
        opened.add(
            ReleaseDesk.open(
                StreamsProperties.admin(settings.streams()), serdes, settings.releases().topics()));
    ProcessorHealth health = watching.health();
    List<Endpoint> endpoints = new ArrayList<>(watching.openDashboard().endpoints());
    endpoints.addAll(
        List.of(
            new ReleasesEndpoint(desk),
            new MetricsEndpoint(watching.telemetry()),
            HealthEndpoint.live(health::whyDead),
            HealthEndpoint.ready(health::whyNotReady)));
    try {
      Optional<ProcessorHttp> http = ProcessorHttp.start(settings.http(), endpoints);
      http.ifPresent(opened::add);
      return http;
    } catch (IOException e) {
      throw new StartException(
          "cannot listen at http.host=%s http.port=%d: %s; choose others, or leave http.port out"
              .formatted(settings.http().host(), settings.http().port().orElse(0), e.getMessage()),
          e);
    }
  }
}
