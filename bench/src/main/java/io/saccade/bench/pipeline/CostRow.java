package io.saccade.bench.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.results.Rates;
import io.saccade.bench.results.Rounded;
import java.util.List;
import java.util.Locale;

/**
 * By how much a setting changes the processor time of an image, as the file of results has it.
 *
 * @param model its name and version
 * @param setting as {@code name=value}
 * @param rounds how often it was measured
 * @param cpuMillis processor time an image of the processor as it is, the median over the rounds
 * @param change by how many percent it is another with the setting, the median over the rounds
 * @param leastChange of the rounds
 * @param mostChange of the rounds
 * @param chance the same between two processors that do not differ
 * @param leastChance of the rounds
 * @param mostChance of the rounds
 * @param atMost how many percent are held to be little
 */
public record CostRow(
    String model,
    String setting,
    int rounds,
    double cpuMillis,
    double change,
    double leastChange,
    double mostChange,
    double chance,
    double leastChance,
    double mostChance,
    double atMost) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Of pairs that were measured side by side.
   *
   * @param pairs a processor as it is and one with the setting; at least one
   * @param controls two processors as they are; at least one
   */
  static CostRow of(
      String model, String setting, List<CpuPair> pairs, List<CpuPair> controls, double atMost) {
    Rates asItIs = new Rates(pairs.stream().map(CpuPair::asItIs).toList());
    Rates changes = new Rates(pairs.stream().map(CpuPair::change).toList());
    Rates chances = new Rates(controls.stream().map(CpuPair::change).toList());
    return new CostRow(
        model,
        setting,
        pairs.size(),
        Rounded.thousandths(asItIs.median()),
        Rounded.thousandths(changes.median()),
        Rounded.thousandths(changes.least()),
        Rounded.thousandths(changes.most()),
        Rounded.thousandths(chances.median()),
        Rounded.thousandths(chances.least()),
        Rounded.thousandths(chances.most()),
        atMost);
  }

  /** Whether what it changes is little. */
  public boolean withinBound() {
    return Math.abs(change) <= atMost;
  }

  /** One line for programs. */
  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers is always JSON", e);
    }
  }

  /** Two lines for people. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%s, %s: %+.2f %% of %.2f CPU ms/image (%+.2f to %+.2f), %s %s %%%n"
            + "two that do not differ: %+.2f %% (%+.2f to %+.2f)",
        model,
        setting,
        change,
        cpuMillis,
        leastChange,
        mostChange,
        withinBound() ? "within" : "beyond",
        atMost,
        chance,
        leastChance,
        mostChance);
  }
}
