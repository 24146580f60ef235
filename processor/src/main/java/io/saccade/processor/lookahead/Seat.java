package io.saccade.processor.lookahead;

import io.saccade.processor.serving.LanePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker's place in the pool. Whoever replaces a worker takes over its seat.
 *
 * @param duty what the worker does
 * @param number which of its kind it is, from zero; of one that runs batches, the number of its
 *     lane
 */
record Seat(Duty duty, int number) {

  /** The seats that a plan asks for. */
  static List<Seat> of(LanePlan plan) {
    List<Seat> seats = new ArrayList<>();
    for (int lane = 0; lane < plan.lanes(); lane++) {
      seats.add(new Seat(plan.decoders() == 0 ? Duty.BOTH : Duty.RUN, lane));
    }
    for (int decoder = 0; decoder < plan.decoders(); decoder++) {
      seats.add(new Seat(Duty.DECODE, decoder));
    }
    return seats;
  }

  /** The name of the thread. */
  String threadName() {
    return (duty.runs() ? "saccade-lane-" : "saccade-decoder-") + number;
  }
}
