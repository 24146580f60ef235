package io.saccade.processor.release;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.schemas.avro.VersionState;
import java.util.function.Consumer;

/** Gets a version ready to serve: fetches its bundle, builds its session, puts it to the proof. */
public interface VersionLoader {

  /**
   * Loads one version. Called by one thread at a time, which waits.
   *
   * @param steps is told of {@code VERIFYING} and {@code WARMING} as they begin
   * @return the version, which the caller closes
   * @throws BundleRefusedException if it is refused; nothing is left open
   * @throws InterruptedException if it is wanted no more; nothing is left open
   */
  LoadedModel load(NamedVersion version, Consumer<VersionState> steps)
      throws BundleRefusedException, InterruptedException;
}
