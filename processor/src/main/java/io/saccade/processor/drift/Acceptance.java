package io.saccade.processor.drift;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator has accepted of a stream, and what follows from it.
 *
 * @param burnIn how many windows, and what they say of how many images count as one
 * @param gap how far they are from the reference; empty where there are none
 */
public record Acceptance(BurnIn burnIn, Optional<Gap> gap) {

  /** Before anything was accepted. */
  public static final Acceptance NONE = new Acceptance(BurnIn.START, Optional.empty());

  /**
   * A window that was accepted.
   *
   * @param lesson what it says of how many images count as one
   * @param shifts the series that it moved most, by name, and by how much
   */
  public record Accepted(Lesson lesson, Map<String, Double> shifts) {

    /** Keeps the shifts from changing. */
    public Accepted {
      shifts = Map.copyOf(shifts);
    }
  }

  /** What follows from windows, of which the first {@value BurnIn#WINDOWS} count. */
  public static Acceptance of(List<Accepted> windows) {
    List<Accepted> first = windows.subList(0, Math.min(BurnIn.WINDOWS, windows.size()));
    BurnIn burnIn = BurnIn.START;
    for (Accepted window : first) {
      burnIn = burnIn.accept(window.lesson());
    }
    return new Acceptance(burnIn, Gap.of(first.stream().map(Accepted::shifts).toList()));
  }
}
