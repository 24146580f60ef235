package io.saccade.processor.release;

import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.Routes;

/** What a {@link ReleaseMachine} moves. */
interface World {

  /** These serve from now on. */
  void install(Routes routes);

  /** This is needed no more. */
  void close(LoadedModel model);

  /** So it stands now. */
  void tell(ReleaseStatus status);
}
