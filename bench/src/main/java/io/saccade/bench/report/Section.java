package io.saccade.bench.report;

import java.io.IOException;
import java.nio.file.Path;

/** What the page says of one file of results. */
interface Section {

  /** The name of the file, without the ending. */
  String results();

  /** Renders the file, which is in the folder. */
  Part read(Path folder) throws IOException;
}
