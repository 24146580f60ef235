package io.saccade.cli.fuzz;

import java.util.Locale;

/** All that is fuzzed. */
enum Targets {
  IMAGES,
  EVENTS,
  ZIPS,
  MANIFESTS,
  GRAPHS,
  REFERENCES,
  /** The control: must fail. */
  NAIVE_EVENTS;

  FuzzTarget open() throws Exception {
    return switch (this) {
      case IMAGES -> new ImageTarget();
      case EVENTS -> new EventTarget();
      case ZIPS -> new ZipTarget();
      case MANIFESTS -> new ManifestTarget();
      case GRAPHS -> new GraphTarget();
      case REFERENCES -> new ReferenceTarget();
      case NAIVE_EVENTS -> new NaiveEventTarget();
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
