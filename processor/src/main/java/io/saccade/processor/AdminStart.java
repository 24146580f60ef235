package io.saccade.processor;

import io.saccade.processor.http.AdminHttp;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.schemas.SerdeFactory;
import java.io.IOException;

/** Lets operators in over HTTP, where a port is set. */
final class AdminStart {

  private AdminStart() {}

  /**
   * Listens as long as the processor lives.
   *
   * @param opened is given what has to be closed
   * @throws StartException if the address cannot be listened at
   */
  static void listen(ProcessorSettings settings, SerdeFactory serdes, Opened opened)
      throws StartException {
    ReleaseDesk desk =
        ReleaseDesk.open(
            StreamsProperties.admin(settings.streams()), serdes, settings.releases().topics());
    try {
      AdminHttp.start(settings.http(), desk).ifPresent(opened::add);
    } catch (IOException e) {
      throw new StartException(
          "cannot listen at http.host=%s http.port=%d: %s; choose others, or leave http.port out"
              .formatted(settings.http().host(), settings.http().port().orElse(0), e.getMessage()),
          e);
    }
  }
}
