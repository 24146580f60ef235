package io.saccade.processor;

import io.saccade.processor.release.NamedVersion;
import io.saccade.processor.release.ReleaseStatus;
import io.saccade.processor.release.StatusListener;
import io.saccade.processor.release.VersionStanding;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every step of every version, once. Called by one thread at a time. */
final class ReleaseLog implements StatusListener {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseLog.class);

  private List<VersionStanding> known = List.of();

  @Override
  public void changed(ReleaseStatus status) {
    for (VersionStanding standing : status.versions()) {
      if (!known.contains(standing)) {
        log(status, standing);
      }
    }
    known = status.versions();
  }

  private static void log(ReleaseStatus status, VersionStanding standing) {
    NamedVersion version = standing.version();
    if (standing.refusal().isPresent()) {
      LOG.warn(
          "release={} epoch={} role={} version={} state={} code={} reason=\"{}\" uri={}",
          status.release().id(),
          status.release().epoch(),
          version.role(),
          version.version(),
          standing.state(),
          standing.refusal().get().code(),
          standing.refusal().get().message(),
          version.uri());
    } else {
      LOG.info(
          "release={} epoch={} role={} version={} state={} sha256={} uri={}",
          status.release().id(),
          status.release().epoch(),
          version.role(),
          version.version(),
          standing.state(),
          version.sha256(),
          version.uri());
    }
  }
}
