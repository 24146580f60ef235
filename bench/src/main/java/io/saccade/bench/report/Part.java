package io.saccade.bench.report;

import java.util.List;

/**
 * One section of the page.
 *
 * @param markdown its text
 * @param plots what it shows
 */
record Part(String markdown, List<Plot> plots) {

  Part {
    plots = List.copyOf(plots);
  }
}
