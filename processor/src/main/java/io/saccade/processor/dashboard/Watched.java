package io.saccade.processor.dashboard;

import java.util.List;
import java.util.Optional;

/**
 * What the dashboard asks the processor, whatever stage that is at. Called by several threads, once
 * a second at least; must be quick.
 */
public interface Watched {

  /** The model whose releases are followed, once it is known. */
  Optional<String> model();

  /** Where the model runs; empty until one does. */
  String device();

  /** The versions that are open here, and what for. */
  List<Answerer> versions();

  /** Why it does not work on events, in sentences; empty where it does. */
  List<String> whyNotReady();

  /** All figures. */
  Reading reading();
}
