package io.saccade.processor.topology;

import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.Lesson;
import io.saccade.schemas.avro.AcceptedWindow;
import io.saccade.schemas.avro.DriftAcceptance;
import java.util.Comparator;
import java.util.List;

/** Acceptances as they stand in their topic. */
public final class Acceptances {

  private Acceptances() {}

  /**
   * What follows from what an operator has accepted; the same whatever the order of the windows.
   *
   * @throws IllegalArgumentException if a window says what no window could
   */
  public static Acceptance of(DriftAcceptance record) {
    List<Acceptance.Accepted> windows =
        record.getWindows().stream()
            .sorted(Comparator.comparing(AcceptedWindow::getEnd))
            .map(
                window ->
                    new Acceptance.Accepted(
                        new Lesson(
                            window.getSize(),
                            window.getSoftmax(),
                            window.getFeatures(),
                            window.getImage()),
                        window.getShifts()))
            .toList();
    return Acceptance.of(windows);
  }
}
